package io.ferrule.mir;

/**
 * A function with its generic arguments, or code that the compiler made for one.
 *
 * @param shim empty for a plain function; else what rustc says of the made code, such as {@code shim(vtable)}
 */
public record MirInstance(MirPath path, String shim) {

    @Override
    public String toString() {
        return shim.isEmpty() ? path.toString() : path + " - " + shim;
    }
}
