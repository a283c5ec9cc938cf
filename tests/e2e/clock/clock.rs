//! Shifts the calendar of the one program that it is preloaded into, while that program runs.
//!
//! Scenes need "next Monday" and "an hour offline" in a real browser. The shift, in seconds, is read
//! from a small shared file at every call, so that a test moves all processes of a browser at once.
//! Only the calendar moves: timers keep their pace. (libfaketime was tried: Chromium took a minute to
//! start under it and then crashed.)

use std::ffi::{CStr, c_char, c_int, c_long, c_void};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicI64, AtomicPtr, AtomicUsize, Ordering::Relaxed};

#[repr(C)]
pub struct Timespec {
    seconds: i64,
    nanoseconds: c_long,
}

#[repr(C)]
pub struct Timeval {
    seconds: i64,
    microseconds: c_long,
}

unsafe extern "C" {
    fn dlsym(handle: *mut c_void, name: *const c_char) -> *mut c_void;
    fn getenv(name: *const c_char) -> *const c_char;
    fn open(path: *const c_char, flags: c_int, ...) -> c_int;
    fn close(file: c_int) -> c_int;
    fn mmap(
        at: *mut c_void,
        length: usize,
        protection: c_int,
        flags: c_int,
        file: c_int,
        offset: i64,
    ) -> *mut c_void;
}

/// Deadlines beyond this many seconds are calendar times; uptimes stay far below.
const SURELY_CALENDAR: i64 = 1_000_000_000;
const REALTIME: c_int = 0;
const REALTIME_COARSE: c_int = 5;
const RTLD_NEXT: *mut c_void = -1isize as *mut c_void;
const O_CLOEXEC: c_int = 0o2_000_000;
const PROT_READ: c_int = 1;
const MAP_SHARED: c_int = 1;

static NO_SHIFT: AtomicI64 = AtomicI64::new(0);
static SHIFT: AtomicPtr<AtomicI64> = AtomicPtr::new(null_mut());

/// Seconds to add. The file is mapped at the first call, before a browser closes its sandbox.
fn shift() -> i64 {
    let mut at = SHIFT.load(Relaxed);
    if at.is_null() {
        at = unsafe { map_shift() }.unwrap_or((&raw const NO_SHIFT).cast_mut());
        SHIFT.store(at, Relaxed);
    }
    unsafe { &*at }.load(Relaxed)
}

unsafe fn map_shift() -> Option<*mut AtomicI64> {
    unsafe {
        let path = getenv(c"CUECARD_CLOCK".as_ptr());
        if path.is_null() {
            return None;
        }
        let file = open(path, O_CLOEXEC);
        if file < 0 {
            return None;
        }
        let mapped = mmap(null_mut(), 8, PROT_READ, MAP_SHARED, file, 0);
        close(file);
        (mapped as isize != -1).then_some(mapped.cast())
    }
}

/// The system's own function of this name, looked up once.
fn real(slot: &AtomicUsize, name: &CStr) -> usize {
    match slot.load(Relaxed) {
        0 => {
            let found = unsafe { dlsym(RTLD_NEXT, name.as_ptr()) } as usize;
            slot.store(found, Relaxed);
            found
        }
        known => known,
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_gettime(clock: c_int, out: *mut Timespec) -> c_int {
    type Function = unsafe extern "C" fn(c_int, *mut Timespec) -> c_int;
    static REAL: AtomicUsize = AtomicUsize::new(0);
    unsafe {
        let call: Function = std::mem::transmute(real(&REAL, c"clock_gettime"));
        let answer = call(clock, out);
        if answer == 0 && (clock == REALTIME || clock == REALTIME_COARSE) {
            (*out).seconds += shift();
        }
        answer
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn gettimeofday(out: *mut Timeval, zone: *mut c_void) -> c_int {
    type Function = unsafe extern "C" fn(*mut Timeval, *mut c_void) -> c_int;
    static REAL: AtomicUsize = AtomicUsize::new(0);
    unsafe {
        let call: Function = std::mem::transmute(real(&REAL, c"gettimeofday"));
        let answer = call(out, zone);
        if answer == 0 && !out.is_null() {
            (*out).seconds += shift();
        }
        answer
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn time(out: *mut i64) -> i64 {
    let mut now = Timespec { seconds: 0, nanoseconds: 0 };
    unsafe {
        clock_gettime(REALTIME, &raw mut now);
        if !out.is_null() {
            *out = now.seconds;
        }
    }
    now.seconds
}

/// A deadline was reckoned from the shifted calendar, but the system waits by the real one.
unsafe fn real_deadline(deadline: *const Timespec) -> Timespec {
    let Timespec { seconds, nanoseconds } = unsafe { &*deadline };
    let shift = if *seconds > SURELY_CALENDAR { shift() } else { 0 };
    Timespec { seconds: seconds - shift, nanoseconds: *nanoseconds }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_timedwait(
    condition: *mut c_void,
    mutex: *mut c_void,
    deadline: *const Timespec,
) -> c_int {
    type Function = unsafe extern "C" fn(*mut c_void, *mut c_void, *const Timespec) -> c_int;
    static REAL: AtomicUsize = AtomicUsize::new(0);
    unsafe {
        let call: Function = std::mem::transmute(real(&REAL, c"pthread_cond_timedwait"));
        call(condition, mutex, &real_deadline(deadline))
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_timedwait(semaphore: *mut c_void, deadline: *const Timespec) -> c_int {
    type Function = unsafe extern "C" fn(*mut c_void, *const Timespec) -> c_int;
    static REAL: AtomicUsize = AtomicUsize::new(0);
    unsafe {
        let call: Function = std::mem::transmute(real(&REAL, c"sem_timedwait"));
        call(semaphore, &real_deadline(deadline))
    }
}
