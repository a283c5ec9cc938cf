//! What is taken into the program is taken anew when it changes: the macro that does it cannot say so.

fn main() {
    println!("cargo::rerun-if-changed=../content");
}
