package io.ferrule.mir;

/** How a place is borrowed, or its address taken. */
public enum BorrowKind {
    SHARED(""),
    MUTABLE("mut "),
    FAKE("fake "),
    FAKE_SHALLOW("fake shallow "),
    RAW_CONST("raw const "),
    RAW_MUTABLE("raw mut "),
    /** Only to ask for the length or the vtable behind the pointer. */
    RAW_FAKE("raw const (fake) ");

    private final String spelling;

    BorrowKind(String spelling) {
        this.spelling = spelling;
    }

    /** What stands between the ampersand and the place. */
    public String spelling() {
        return spelling;
    }
}
