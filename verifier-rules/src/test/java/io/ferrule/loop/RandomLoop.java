package io.ferrule.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A small loop made up at random, over numbers of a few bits: as LLVM IR, and as something that can be run for all
 * arguments.
 */
final class RandomLoop {

    private static final List<String> OPERATIONS = List.of(
            "add",
            "add",
            "add",
            "sub",
            "and",
            "or",
            "xor",
            "lshr",
            "ashr",
            "shl",
            "mul",
            "udiv",
            "urem",
            "umin",
            "umax",
            "usub.sat",
            "uadd.sat",
            "select",
            "notand",
            "bit",
            "smin",
            "twice",
            "ringmask",
            "less");
    private static final List<String> PREDICATES =
            List.of("eq", "ne", "ne", "ult", "ult", "ule", "ugt", "uge", "slt", "sge");

    /** How often a loop in one way of a fork goes round, and what its counter is in the end. */
    private static final int INNER_ROUNDS = 3;

    private final Random random;
    private final int width;
    private final SmallNumbers machine;
    private final int parameters;
    private final int phis;
    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> next = new ArrayList<>();
    private final List<Integer> other = new ArrayList<>();
    private final List<Test> tests = new ArrayList<>();
    private final Optional<Test> fork;
    private final Shape shape;
    private final Test leave;

    /** How the two ways of a fork go on: they come together, are latches, or one has a loop or a way out of its own. */
    private enum Shape {
        DIAMOND,
        LATCHES,
        INNER,
        EXIT
    }

    /** One value, computed from earlier ones; {@code -n - 1} stands for the number n. */
    private record Step(String operation, int left, int right, int third, String predicate) {}

    /** A comparison, where the loop is left if it does not hold. */
    private record Test(String predicate, int left, int right) {}

    /** A loop for that seed. */
    RandomLoop(long seed) {
        random = new Random(seed);
        width = 3 + random.nextInt(2);
        machine = new SmallNumbers(width);
        parameters = random.nextInt(3);
        phis = 1 + random.nextInt(3);
        for (int i = 0; i < phis; i++) {
            starts.add(random.nextInt(3) > 0 && parameters > 0 ? random.nextInt(parameters) : number());
        }
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            steps.add(new Step(
                    pick(OPERATIONS),
                    value(i),
                    random.nextInt(3) > 0 ? number() : value(i),
                    value(i),
                    pick(PREDICATES)));
        }
        boolean forks = random.nextInt(2) == 0;
        for (int i = 0; i < phis; i++) {
            next.add(latest());
            other.add(random.nextInt(2) == 0 ? latest() : parameters + i);
        }
        fork = forks ? Optional.of(test()) : Optional.empty();
        int exits = random.nextInt(4) == 0 ? 2 : 1;
        for (int i = 0; i < exits; i++) {
            tests.add(test());
        }
        leave = test();
        shape = Shape.values()[random.nextInt(Shape.values().length)];
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private int number() {
        int small = random.nextInt(4) == 0 ? random.nextInt(1 << width) : random.nextInt(4);
        return -small - 1;
    }

    private int value(int steps) {
        return random.nextInt(8) == 0 ? number() : random.nextInt(parameters + phis + steps);
    }

    private int latest() {
        int all = parameters + phis + steps.size();
        return random.nextInt(4) == 0 ? value(steps.size()) : all - 1 - random.nextInt(Math.min(3, steps.size()));
    }

    private Test test() {
        int left = random.nextInt(2) == 0 ? latest() : parameters + random.nextInt(phis);
        int right = random.nextInt(2) == 0 ? number() : value(steps.size());
        return new Test(pick(PREDICATES), left, right);
    }

    int parameters() {
        return parameters;
    }

    int width() {
        return width;
    }

    /** How often the header is executed for these arguments; empty where that never ends. */
    Optional<Integer> run(int[] arguments) {
        int[] values = new int[parameters + phis + steps.size()];
        System.arraycopy(arguments, 0, values, 0, parameters);
        for (int i = 0; i < phis; i++) {
            values[parameters + i] = at(values, starts.get(i));
        }
        int states = 1 << (width * phis);
        for (int round = 1; round <= states + 1; round++) {
            for (int i = 0; i < steps.size(); i++) {
                values[parameters + phis + i] = compute(values, steps.get(i));
            }
            for (Test test : tests) {
                if (!machine.compare(test.predicate, at(values, test.left), at(values, test.right))) {
                    return Optional.of(round);
                }
            }
            boolean first = fork.map(
                            test -> machine.compare(test.predicate, at(values, test.left), at(values, test.right)))
                    .orElse(true);
            boolean left = fork.isPresent() && first;
            if (left
                    && shape == Shape.EXIT
                    && !machine.compare(leave.predicate, at(values, leave.left), at(values, leave.right))) {
                return Optional.of(round);
            }
            int[] moved = new int[phis];
            for (int i = 0; i < phis; i++) {
                moved[i] = at(values, (first ? next : other).get(i));
            }
            if (left && shape == Shape.INNER) {
                moved[0] = INNER_ROUNDS;
            }
            System.arraycopy(moved, 0, values, parameters, phis);
        }
        return Optional.empty();
    }

    private int at(int[] values, int place) {
        return place < 0 ? -place - 1 : values[place];
    }

    private int compute(int[] values, Step step) {
        int a = at(values, step.left);
        int b = at(values, step.right);
        int c = at(values, step.third);
        int mask = machine.mask();
        int by = step.right < 0 ? (-step.right - 1) % width : 1;
        int divisor = b | 1;
        int result = switch (step.operation) {
            case "add" -> a + b;
            case "sub" -> a - b;
            case "and" -> a & b;
            case "or" -> a | b;
            case "xor" -> a ^ b;
            case "lshr" -> a >> by;
            case "ashr" -> machine.signed(a) >> by;
            case "shl" -> a << by;
            case "mul" -> a * b;
            case "udiv" -> a / divisor;
            case "urem" -> a % divisor;
            case "umin" -> Math.min(a, b);
            case "umax" -> Math.max(a, b);
            case "smin" -> Math.min(machine.signed(a), machine.signed(b));
            case "usub.sat" -> Math.max(a - b, 0);
            case "uadd.sat" -> Math.min(a + b, mask);
            case "select" -> machine.compare(step.predicate, a, b) ? c : a;
            case "notand" -> a & ~b;
            case "bit" -> 1 << (a % 2 + (width > 3 ? (a / 2) % 2 : 0));
            case "twice" -> a + a;
            case "ringmask" -> (a + b) & (mask >> 1);
            default -> a & (a - 1);
        };
        return result & mask;
    }

    /** The loop as a function {@code f}, whose header is block 1. */
    String ir() {
        StringBuilder text = new StringBuilder();
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            arguments.add("i" + width + " %v" + i);
        }
        text.append("define void @f(")
                .append(String.join(", ", arguments))
                .append(") {\nstart:\n  br label %head\nhead:\n");
        for (int i = 0; i < phis; i++) {
            String back = fork.isEmpty()
                    ? "[ %s, %%latch ]".formatted(name(next.get(i)))
                    : shape == Shape.LATCHES ? merged(i) : "[ %%m%d, %%join ]".formatted(i);
            line(
                    text,
                    "%%v%d = phi i%d [ %s, %%start ], %s".formatted(parameters + i, width, name(starts.get(i)), back));
        }
        for (int i = 0; i < steps.size(); i++) {
            write(text, parameters + phis + i, steps.get(i));
        }
        for (int i = 0; i < tests.size(); i++) {
            boolean last = i + 1 == tests.size();
            String target = last ? (fork.isPresent() ? "%fork" : "%latch") : "%more" + i;
            branch(text, "t" + i, tests.get(i), target, "%done");
            if (!last) {
                text.append("more").append(i).append(":\n");
            }
        }
        fork.ifPresent(test -> {
            text.append("fork:\n");
            branch(text, "d", test, "%left", "%right");
            ways(text);
        });
        if (fork.isEmpty()) {
            text.append("latch:\n  br label %head\n");
        }
        text.append("done:\n  ret void\n}\n");
        for (String intrinsic : List.of("umin", "umax", "smin", "usub.sat", "uadd.sat")) {
            text.append("declare i%1$d @llvm.%2$s.i%1$d(i%1$d, i%1$d)\n".formatted(width, intrinsic));
        }
        return text.toString();
    }

    /** What a phi behind the fork is, by way. */
    private String merged(int phi) {
        boolean inner = shape == Shape.INNER;
        String left = inner && phi == 0 ? "%inner" : name(next.get(phi));
        return "[ %s, %s ], [ %s, %%right ]".formatted(left, inner ? "%again" : "%left", name(other.get(phi)));
    }

    /** The two ways of the fork. */
    private void ways(StringBuilder text) {
        String join = shape == Shape.LATCHES ? "%head" : "%join";
        text.append("left:\n");
        if (shape == Shape.EXIT) {
            branch(text, "e", leave, join, "%done");
        } else if (shape == Shape.INNER) {
            line(text, "br label %again");
            text.append("again:\n");
            line(text, "%%count = phi i%d [ 0, %%left ], [ %%inner, %%again ]".formatted(width));
            line(text, "%%inner = add i%d %%count, 1".formatted(width));
            line(text, "%%round = icmp ult i%d %%inner, %d".formatted(width, INNER_ROUNDS));
            line(text, "br i1 %round, label %again, label %join");
        } else {
            line(text, "br label " + join);
        }
        text.append("right:\n");
        line(text, "br label " + join);
        if (shape != Shape.LATCHES) {
            text.append("join:\n");
            for (int i = 0; i < phis; i++) {
                line(text, "%%m%d = phi i%d %s".formatted(i, width, merged(i)));
            }
            line(text, "br label %head");
        }
    }

    private static void line(StringBuilder text, String instruction) {
        text.append("  ").append(instruction).append('\n');
    }

    private String name(int place) {
        return place < 0 ? Integer.toString(-place - 1) : "%v" + place;
    }

    private void branch(StringBuilder text, String name, Test test, String ifTrue, String ifFalse) {
        line(
                text,
                "%%%s = icmp %s i%d %s, %s".formatted(name, test.predicate, width, name(test.left), name(test.right)));
        line(text, "br i1 %%%s, label %s, label %s".formatted(name, ifTrue, ifFalse));
    }

    private void write(StringBuilder text, int place, Step step) {
        String type = "i" + width;
        String a = name(step.left);
        String b = name(step.right);
        int by = step.right < 0 ? (-step.right - 1) % width : 1;
        switch (step.operation) {
            case "lshr", "ashr", "shl" ->
                line(text, "%%v%d = %s %s %s, %d".formatted(place, step.operation, type, a, by));
            case "udiv", "urem" -> {
                line(text, "%%o%d = or %s %s, 1".formatted(place, type, b));
                String divisor = step.right < 0 ? Integer.toString((-step.right - 1) | 1) : "%o" + place;
                line(text, "%%v%d = %s %s %s, %s".formatted(place, step.operation, type, a, divisor));
            }
            case "umin", "umax", "smin", "usub.sat", "uadd.sat" ->
                line(
                        text,
                        "%%v%d = call %s @llvm.%s.%s(%s %s, %s %s)"
                                .formatted(place, type, step.operation, type, type, a, type, b));
            case "select" -> {
                line(text, "%%c%d = icmp %s %s %s, %s".formatted(place, step.predicate, type, a, b));
                line(
                        text,
                        "%%v%d = select i1 %%c%d, %s %s, %s %s"
                                .formatted(place, place, type, name(step.third), type, a));
            }
            case "notand" -> {
                line(text, "%%n%d = xor %s %s, -1".formatted(place, type, b));
                line(text, "%%v%d = and %s %s, %%n%d".formatted(place, type, a, place));
            }
            case "bit" -> {
                line(text, "%%a%d = and %s %s, 1".formatted(place, type, a));
                line(text, "%%h%d = lshr %s %s, 1".formatted(place, type, a));
                line(text, "%%g%d = and %s %%h%d, %d".formatted(place, type, place, width > 3 ? 1 : 0));
                line(text, "%%s%d = add %s %%a%d, %%g%d".formatted(place, type, place, place));
                line(text, "%%v%d = shl %s 1, %%s%d".formatted(place, type, place));
            }
            case "twice" -> line(text, "%%v%d = add %s %s, %s".formatted(place, type, a, a));
            case "ringmask" -> {
                line(text, "%%r%d = add %s %s, %s".formatted(place, type, a, b));
                line(text, "%%v%d = and %s %%r%d, %d".formatted(place, type, place, (1 << (width - 1)) - 1));
            }
            case "less" -> {
                line(text, "%%l%d = add %s %s, -1".formatted(place, type, a));
                line(text, "%%v%d = and %s %s, %%l%d".formatted(place, type, a, place));
            }
            default -> line(text, "%%v%d = %s %s %s, %s".formatted(place, step.operation, type, a, b));
        }
    }
}
