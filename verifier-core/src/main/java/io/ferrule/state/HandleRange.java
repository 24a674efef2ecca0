package io.ferrule.state;

import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which numbers a handle may be, by what its contract says of it. Every part lies on one side of zero, so that both
 * orders of numbers, signed and unsigned, go up from its first to its last one.
 */
enum HandleRange {
    /** A pointer that is neither null nor an error. */
    VALID,
    /** A pointer that is an error. */
    ERROR,
    /** A number that is not below zero. */
    NONNEGATIVE,
    /** A number below zero. */
    NEGATIVE;

    /** {@code MAX_ERRNO} of the kernel: pointers from the one with the bits of minus that number on are errors. */
    private static final long MOST_ERRORS = 4095;

    /** Numbers from {@code first} to {@code last}, both included, as bits. */
    private record Part(long first, long last) {

        private boolean has(long number) {
            return Long.compareUnsigned(first, number) <= 0 && Long.compareUnsigned(number, last) <= 0;
        }
    }

    private List<Part> parts(Type type) {
        long most = Numbers.cut(-1L, type);
        long least = Long.highestOneBit(most);
        return switch (this) {
            case VALID -> List.of(new Part(1, Long.MAX_VALUE), new Part(Long.MIN_VALUE, -MOST_ERRORS - 1));
            case ERROR -> List.of(new Part(-MOST_ERRORS, -1));
            case NONNEGATIVE -> List.of(new Part(0, least - 1));
            case NEGATIVE -> List.of(new Part(least, most));
        };
    }

    private boolean fits(Type type) {
        boolean wide = !(type instanceof IntegerType integer) || integer.bits() == Long.SIZE;
        boolean pointer = this == VALID || this == ERROR;
        return pointer ? wide : (type instanceof IntegerType && Numbers.fits(type));
    }

    /** Whether a handle of that type is certainly another number. */
    boolean excludes(Type type, long number) {
        return fits(type) && parts(type).stream().noneMatch(part -> part.has(number));
    }

    /**
     * How a handle compares with a number, where that is the same for all that it may be.
     *
     * @param added a number that was added to the handle before
     */
    OptionalLong compared(String predicate, Type type, long added, long number) {
        if (!fits(type)) {
            return OptionalLong.empty();
        }
        boolean equality = Numbers.isEquality(predicate);
        Optional<Boolean> all = Optional.empty();
        for (Part part : parts(type)) {
            long first = Numbers.cut(part.first() + added, type);
            long last = Numbers.cut(part.last() + added, type);
            boolean broken = added != 0 && !isOnOneSide(first, last, type);
            boolean one = Numbers.holds(predicate, type, first, number);
            boolean other = Numbers.holds(predicate, type, last, number);
            boolean within = equality && first != last && new Part(first, last).has(number);
            if (broken
                    || within
                    || one != other
                    || all.filter(known -> known != one).isPresent()) {
                return OptionalLong.empty();
            }
            all = Optional.of(one);
        }
        return OptionalLong.of(all.orElse(false) ? 1 : 0);
    }

    private static boolean isOnOneSide(long first, long last, Type type) {
        return Long.compareUnsigned(first, last) <= 0
                && (Numbers.signed(first, type) < 0) == (Numbers.signed(last, type) < 0);
    }
}
