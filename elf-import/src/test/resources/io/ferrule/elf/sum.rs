// rustc --edition 2024 --crate-type staticlib sum.rs -C panic=abort -C lto=fat -C codegen-units=1 -C opt-level=s \
//   -C overflow-checks=on -C symbol-mangling-version=v0 -Z emit-stack-sizes --emit=obj=sum.o,link=sum.a
#![no_std]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[inline(never)]
fn scale(values: &mut [u64; 40], by: usize) -> u64 {
    for value in values.iter_mut() {
        *value = value.wrapping_mul(by as u64);
    }
    values[by]
}

#[inline(never)]
fn classify(x: u32) -> u32 {
    match x {
        0 => scale(&mut [7; 40], 3) as u32,
        1 => 77,
        2 => x.rotate_left(3),
        3 => 1 + scale(&mut [9; 40], 2) as u32,
        4 => 0x55,
        5 => scale(&mut [8; 40], 5) as u32,
        _ => 2,
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn sum(n: usize, f: fn(u32) -> u32) -> u64 {
    let mut large = [3u64; 2000];
    large[n] = 1;
    let part: &mut [u64; 40] = (&mut large[..40]).try_into().unwrap();
    scale(part, n) + u64::from(classify(n as u32)) + u64::from(f(5))
}

#[unsafe(no_mangle)]
pub extern "C" fn pass_on(f: fn(u32) -> u32, x: u32) -> u32 {
    f(x)
}
