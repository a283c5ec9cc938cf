//! One IndexedDB store of strings. Written by hand on `web-sys`: the well-kept crates offer no
//! strict durability, and bring an async runtime along.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use crate::browser;

const NAME: &str = "cuecard";
/// Raised when the stores change; `upgrade` then goes from any older version to this one.
const VERSION: u32 = 1;
const STORE: &str = "state";

// web-sys keeps the durability option behind an unstable flag; both browsers have had it for years.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = IDBDatabase)]
    type DurableDatabase;

    #[wasm_bindgen(method, structural, catch, js_name = transaction)]
    fn durable_transaction(
        this: &DurableDatabase,
        stores: &Array,
        mode: &str,
        options: &js_sys::Object,
    ) -> Result<IdbTransaction, JsValue>;
}

/// The open database.
pub struct Database(IdbDatabase);

impl Database {
    /// Opens it, making or upgrading its stores.
    pub async fn open() -> Result<Self, JsValue> {
        let factory = browser::global().indexed_db()?.ok_or("this browser profile has no IndexedDB")?;
        let opening: IdbOpenDbRequest = factory.open_with_u32(NAME, VERSION)?;
        let request = opening.clone();
        let upgrade = Closure::once_into_js(move || upgrade(&request));
        opening.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let opened = JsFuture::from(settled(&opening)).await?;
        Ok(Self(opened.dyn_into()?))
    }

    /// The string under `key`.
    pub async fn read(&self, key: &str) -> Result<Option<String>, JsValue> {
        let (_, store) = self.transaction("readonly")?;
        Ok(JsFuture::from(settled(&store.get(&key.into())?)).await?.as_string())
    }

    /// Puts all of `entries` or none, and returns once they are on disk.
    pub async fn write(&self, entries: &[(&str, &str)]) -> Result<(), JsValue> {
        let (transaction, store) = self.transaction("readwrite")?;
        let done = completed(&transaction);
        for (key, value) in entries {
            store.put_with_key(&JsValue::from_str(value), &JsValue::from_str(key))?;
        }
        JsFuture::from(done).await.map(|_| ())
    }

    fn transaction(&self, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let stores = Array::of1(&STORE.into());
        let database: &DurableDatabase = self.0.unchecked_ref();
        let transaction = database.durable_transaction(&stores, mode, &options)?;
        let store = transaction.object_store(STORE)?;
        Ok((transaction, store))
    }
}

fn upgrade(request: &IdbRequest) {
    let Ok(database) = request.result().and_then(|result| result.dyn_into::<IdbDatabase>()) else {
        return;
    };
    if !database.object_store_names().contains(STORE) {
        // A failure here aborts the upgrade, and opening fails with its reason.
        let _ = database.create_object_store(STORE);
    }
}

/// A promise of a request's result.
fn settled(request: &IdbRequest) -> Promise {
    let request = request.clone();
    Promise::new(&mut |resolve, reject| {
        let source = request.clone();
        let succeed = Closure::once_into_js(move || {
            let result = source.result().unwrap_or(JsValue::UNDEFINED);
            let _ = resolve.call1(&JsValue::UNDEFINED, &result);
        });
        let source = request.clone();
        let fail = Closure::once_into_js(move || {
            let error = source.error().ok().flatten().map_or(JsValue::UNDEFINED, JsValue::from);
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        });
        request.set_onsuccess(Some(succeed.unchecked_ref()));
        request.set_onerror(Some(fail.unchecked_ref()));
    })
}

/// A promise of a transaction's end: on disk, or nothing of it.
fn completed(transaction: &IdbTransaction) -> Promise {
    let transaction = transaction.clone();
    Promise::new(&mut |resolve, reject| {
        let complete = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
        let source = transaction.clone();
        let fail = Closure::once_into_js(move || {
            let error =
                source.error().map_or(JsValue::from_str("the transaction was aborted"), JsValue::from);
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        });
        transaction.set_oncomplete(Some(complete.unchecked_ref()));
        transaction.set_onabort(Some(fail.unchecked_ref()));
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browser::sentence;
    use wasm_bindgen_test::wasm_bindgen_test;

    // All tests share the browser's one database, so each has keys of its own.

    #[wasm_bindgen_test]
    async fn what_is_written_is_read_also_after_reopening() {
        let database = Database::open().await.unwrap();
        database.write(&[("kept.one", "1"), ("kept.empty", ""), ("kept.other", "zwölf 🂡")]).await.unwrap();
        database.write(&[("kept.one", "2")]).await.unwrap();
        let reopened = Database::open().await.unwrap();
        for database in [database, reopened] {
            let cases = [
                ("kept.one", Some("2")),
                ("kept.empty", Some("")),
                ("kept.other", Some("zwölf 🂡")),
                ("kept.two", None),
            ];
            for (key, wanted) in cases {
                assert_eq!(database.read(key).await.unwrap().as_deref(), wanted, "{key}");
            }
        }
    }

    #[wasm_bindgen_test]
    async fn an_aborted_write_changes_nothing_and_says_why() {
        let database = Database::open().await.unwrap();
        database.write(&[("aborted.old", "before")]).await.unwrap();
        let (transaction, store) = database.transaction("readwrite").unwrap();
        let done = completed(&transaction);
        for key in ["aborted.old", "aborted.new"] {
            store.put_with_key(&"after".into(), &key.into()).unwrap();
        }
        transaction.abort().unwrap();
        let why = sentence(&JsFuture::from(done).await.unwrap_err());
        assert_eq!(why, "the transaction was aborted");
        assert_eq!(database.read("aborted.old").await.unwrap().as_deref(), Some("before"));
        assert_eq!(database.read("aborted.new").await.unwrap(), None);
    }

    #[wasm_bindgen_test]
    async fn one_entry_that_is_refused_takes_the_others_with_it() {
        let database = Database::open().await.unwrap();
        database.write(&[("whole.old", "before")]).await.unwrap();
        let (transaction, store) = database.transaction("readwrite").unwrap();
        let done = completed(&transaction);
        store.put_with_key(&"after".into(), &"whole.old".into()).unwrap();
        // The key exists, so the store refuses it and the browser aborts the rest.
        store.add_with_key(&"after".into(), &"whole.old".into()).unwrap();
        let why = sentence(&JsFuture::from(done).await.unwrap_err());
        assert!(why.starts_with("ConstraintError: "), "{why}");
        assert_eq!(database.read("whole.old").await.unwrap().as_deref(), Some("before"));
    }

    #[wasm_bindgen_test]
    async fn a_closed_database_refuses_instead_of_waiting() {
        let database = Database::open().await.unwrap();
        database.0.close();
        let why = sentence(&database.write(&[("closed", "never")]).await.unwrap_err());
        assert!(why.starts_with("InvalidStateError: "), "{why}");
        assert!(database.read("closed").await.is_err());
        assert_eq!(Database::open().await.unwrap().read("closed").await.unwrap(), None);
    }
}
