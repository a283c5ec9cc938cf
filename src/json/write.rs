//! Writes JSON, to the byte as `serde_json` does, without its errors and its input and output.

use std::fmt;

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::Error;

/// Writes `value` as JSON.
///
/// # Errors
/// When it holds what the types of this crate do not: floats.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    let mut writer = Writer(String::new());
    value.serialize(&mut writer)?;
    Ok(writer.0)
}

struct Writer(String);

type Done = Result<(), Error>;

impl Writer {
    #[inline(never)]
    fn put(&mut self, text: &str) {
        self.0.push_str(text);
    }

    #[inline(never)]
    fn string(&mut self, text: &str) {
        self.0.push('"');
        let mut plain = 0;
        for (at, byte) in text.bytes().enumerate() {
            if matches!(byte, b'"' | b'\\' | 0..0x20) {
                self.0.push_str(text.get(plain..at).unwrap_or_default());
                self.escape(byte);
                plain = at + 1;
            }
        }
        self.0.push_str(text.get(plain..).unwrap_or_default());
        self.0.push('"');
    }

    fn escape(&mut self, byte: u8) {
        self.0.push('\\');
        match byte {
            b'\n' => self.0.push('n'),
            b'\r' => self.0.push('r'),
            b'\t' => self.0.push('t'),
            8 => self.0.push('b'),
            12 => self.0.push('f'),
            0..0x20 => self.0.push_str(&format!("u{byte:04x}")),
            _ => self.0.push(char::from(byte)),
        }
    }

    /// `{"name":`
    #[inline(never)]
    fn open_variant(&mut self, name: &str) {
        self.0.push('{');
        self.string(name);
        self.0.push(':');
    }

    #[inline(never)]
    fn open(&mut self, bracket: &str, end: &'static str) -> Entries<'_> {
        self.0.push_str(bracket);
        Entries { writer: self, first: true, end }
    }
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Entries<'a>;
    type SerializeTuple = Entries<'a>;
    type SerializeTupleStruct = Entries<'a>;
    type SerializeTupleVariant = Entries<'a>;
    type SerializeMap = Entries<'a>;
    type SerializeStruct = Entries<'a>;
    type SerializeStructVariant = Entries<'a>;

    fn serialize_bool(self, value: bool) -> Done {
        self.put(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Done {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Done {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Done {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Done {
        self.put(&value.to_string());
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Done {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Done {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Done {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Done {
        self.put(&value.to_string());
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Done {
        Err(Error::custom("floats are not written"))
    }

    fn serialize_f64(self, _: f64) -> Done {
        Err(Error::custom("floats are not written"))
    }

    fn serialize_char(self, value: char) -> Done {
        self.string(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Done {
        self.string(value);
        Ok(())
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Done {
        self.string(&value.to_string());
        Ok(())
    }

    /// A value that is written already; see [`super::Raw`], which holds nothing but text. Without
    /// an error, like all that the worker writes: so the compiler leaves out every check for one.
    fn serialize_bytes(self, value: &[u8]) -> Done {
        self.put(std::str::from_utf8(value).unwrap_or("null"));
        Ok(())
    }

    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.put("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        self.open_variant(variant);
        value.serialize(&mut *self)?;
        self.put("}");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Entries<'a>, Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Entries<'a>, Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Entries<'a>, Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Entries<'a>, Error> {
        self.open_variant(variant);
        Ok(self.open("[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'a>, Error> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Entries<'a>, Error> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Entries<'a>, Error> {
        self.open_variant(variant);
        Ok(self.open("{", "}}"))
    }
}

/// The entries of a list or an object, and how it ends.
struct Entries<'a> {
    writer: &'a mut Writer,
    first: bool,
    end: &'static str,
}

impl Entries<'_> {
    #[inline(never)]
    fn next(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.writer.0.push(',');
        }
    }

    #[inline(never)]
    fn name(&mut self, name: &str) {
        self.next();
        self.writer.string(name);
        self.writer.0.push(':');
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.next();
        value.serialize(&mut *self.writer)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Done {
        self.name(name);
        value.serialize(&mut *self.writer)
    }

    fn close(self) -> Done {
        self.writer.put(self.end);
        Ok(())
    }
}

/// The sorts of lists and objects that serde tells apart and JSON does not.
macro_rules! entries {
    ($($sort:ident, $write:ident ($($name:ident)?);)*) => {$(
        impl $sort for Entries<'_> {
            type Ok = ();
            type Error = Error;

            fn $write<T: Serialize + ?Sized>(&mut self, $($name: &'static str,)? value: &T) -> Done {
                entries!(self value $($name)?)
            }

            fn end(self) -> Done {
                self.close()
            }
        }
    )*};
    ($self:ident $value:ident) => { $self.element($value) };
    ($self:ident $value:ident $name:ident) => { $self.field($name, $value) };
}

entries! {
    SerializeSeq, serialize_element ();
    SerializeTuple, serialize_element ();
    SerializeTupleStruct, serialize_field ();
    SerializeTupleVariant, serialize_field ();
    SerializeStruct, serialize_field (name);
    SerializeStructVariant, serialize_field (name);
}

impl SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = Error;

    /// A key is a string, also one that is a number.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.next();
        let start = self.writer.0.len();
        key.serialize(&mut *self.writer)?;
        if self.writer.0.as_bytes().get(start) != Some(&b'"') {
            self.writer.0.insert(start, '"');
            self.writer.0.push('"');
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.writer.0.push(':');
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Done {
        self.close()
    }
}
