package io.ferrule.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A loop made up at random whose start was chosen by the way to it, alone or in another loop: as LLVM IR, and as something
 * that can be run. Its counter mostly moves by a stride, and is tested for equality on some ways only.
 */
final class RandomNest {

    private static final List<String> OPERATIONS = List.of(
            "add", "add", "add", "sub", "and", "and", "or", "xor", "mul", "shl", "lshr", "urem", "umin", "umax", "call",
            "narrow", "signed", "select");
    private static final List<String> PREDICATES =
            List.of("eq", "eq", "ne", "ne", "ult", "ule", "ugt", "uge", "slt", "sge");

    /** How many blocks a run passes at most. */
    private static final int FUEL = 1500;

    private final Random random;
    private final int width;
    private final SmallNumbers machine;
    private final int parameters;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int places;

    /** One value, computed from others; {@code -n - 1} stands for the number n. */
    private record Step(int result, String operation, int left, int right, Test test) {}

    /** A comparison, and another one that must hold too, or may hold instead; no {@code joint} for one alone. */
    private record Test(String predicate, int left, int right, String joint, String other, int third) {}

    /** A phi, what it is by the block that control comes from. */
    private record Phi(int result, Map<String, Integer> incoming) {}

    /** Where a block goes: by a test, or by the number of a value, or to one place. */
    private record Way(@Nullable Test test, int selector, List<String> targets) {}

    /** A block, whose way on is known last. */
    private static final class Block {
        private final String name;
        private final List<Phi> phis = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private Way way;

        Block(String name) {
            this.name = name;
            this.way = new Way(null, 0, List.of());
        }
    }

    /** A nest for that seed. */
    RandomNest(long seed) {
        this(seed, false);
    }

    private RandomNest(long seed, boolean triangle) {
        random = new Random(seed);
        width = 3 + random.nextInt(2);
        machine = new SmallNumbers(width);
        parameters = random.nextInt(3);
        places = parameters;
        if (triangle) {
            buildTriangle();
        } else {
            build();
        }
    }

    /** A loop in a loop, often one that goes round less often in some rounds of the outer one than in others. */
    static RandomNest triangle(long seed) {
        return new RandomNest(seed, true);
    }

    private void buildTriangle() {
        List<Integer> scope = IntStream.range(0, parameters).boxed().collect(Collectors.toCollection(ArrayList::new));
        boolean rises = random.nextInt(3) > 0;
        Block start = block("start");
        start.way = to("outer");
        List<Integer> before = new ArrayList<>(scope);
        Block outer = block("outer");
        Phi counter = phi(outer, "start", rises ? -pickNumber(0, 0, 1, 2) - 1 : value(scope));
        Phi cursor = phi(outer, "start", random.nextBoolean() ? -1 : value(scope));
        scope.add(cursor.result);
        scope.add(counter.result);
        outer.way = random.nextInt(3) > 0
                ? new Way(near(counter.result, before, rises), 0, List.of("pre", "done"))
                : to("pre");
        Block pre = block("pre");
        steps(pre, scope, 1);
        pre.way = random.nextInt(3) == 0 ? new Way(test(scope), 0, List.of("head", "latch")) : to("head");
        List<Integer> fixed = new ArrayList<>(scope);
        Block head = block("head");
        boolean innerRises = random.nextInt(3) > 0;
        int first = innerRises ? pickOf(counter.result, cursor.result, -1) : pickOf(counter.result, cursor.result);
        Phi inner = phi(head, "pre", random.nextInt(6) > 0 ? first : value(fixed));
        int by = random.nextInt(4) == 0 ? counter.result : -pickNumber(1, 1, 1, 2) - 1;
        scope.add(inner.result);
        int moved = step(head, scope, innerRises ? "add" : "sub", inner.result, by);
        List<Integer> ends = new ArrayList<>(before);
        if (innerRises) {
            ends.addAll(List.of(counter.result, counter.result, cursor.result));
        }
        head.way = random.nextInt(3) > 0
                ? new Way(near(pickOf(inner.result, moved), ends, innerRises), 0, List.of("body", "latch"))
                : to("body");
        Block body = block("body");
        List<Integer> late = new ArrayList<>(scope);
        steps(body, late, 1);
        boolean leaves = head.way.targets.size() > 1;
        String out = !leaves || random.nextInt(3) > 0 ? "latch" : "done";
        String next = random.nextInt(6) == 0 ? "deep" : "back";
        Test stays = leaves && random.nextBoolean() ? test(late) : near(pickOf(inner.result, moved), ends, innerRises);
        body.way = !leaves || random.nextInt(3) == 0 ? new Way(stays, 0, List.of(next, out)) : to(next);
        int count = moved;
        if (next.equals("deep")) {
            Block deep = block("deep");
            Phi third = phi(deep, "body", pickOf(inner.result, counter.result));
            late.add(third.result);
            int more = step(deep, late, "add", third.result, stride());
            third.incoming.put("deep", more);
            deep.way = new Way(near(third.result, ends, true), 0, List.of("deep", "back"));
            count = random.nextInt(3) > 0 ? moved : pickOf(more, third.result);
        }
        Block back = block("back");
        back.way = to("head");
        inner.incoming.put("back", random.nextInt(8) > 0 ? count : value(late));
        Block latch = block("latch");
        Phi last = phi(latch, "head", pickOf(inner.result, moved));
        last.incoming.put("body", pickOf(inner.result, moved));
        last.incoming.put("pre", random.nextBoolean() ? cursor.result : value(fixed));
        List<Integer> after = new ArrayList<>(fixed);
        after.add(last.result);
        int from = random.nextInt(6) > 0 ? counter.result : last.result;
        int onward = step(latch, after, rises ? "add" : "sub", from, -pickNumber(1, 1, 1, 2) - 1);
        counter.incoming.put("latch", random.nextInt(8) > 0 ? onward : value(after));
        cursor.incoming.put("latch", random.nextInt(4) > 0 ? pickOf(last.result, cursor.result) : value(after));
        latch.way = new Way(near(pickOf(counter.result, onward), before, rises), 0, List.of("outer", "done"));
        block("done");
    }

    private int pickOf(int... of) {
        return of[random.nextInt(of.length)];
    }

    /** A comparison of a value that mostly rises or falls, mostly with one that does not change. */
    private Test near(int value, List<Integer> others, boolean rises) {
        int right = rises && random.nextInt(4) > 0 && !others.isEmpty()
                ? others.get(random.nextInt(others.size()))
                : random.nextInt(4) > 0 ? -random.nextInt(rises ? 1 << width : 3) - 1 : value(others);
        String predicate = random.nextInt(12) == 0
                ? pick(PREDICATES)
                : rises ? pick(List.of("ult", "ult", "ult", "ne", "slt")) : pick(List.of("ugt", "ugt", "ne", "sge"));
        return new Test(predicate, value, right, "", "", 0);
    }

    private void build() {
        boolean nested = random.nextBoolean();
        String out = nested ? "again" : "done";
        List<Integer> scope = IntStream.range(0, parameters).boxed().collect(Collectors.toCollection(ArrayList::new));
        Block start = block("start");
        steps(start, scope, 2);
        start.way = to(nested ? "outer" : "pre");
        List<Phi> around = new ArrayList<>();
        if (nested) {
            Block outer = block("outer");
            outer.way = to("pre");
            for (int i = 0; i < 2; i++) {
                around.add(phi(outer, "start", value(scope)));
            }
            around.forEach(phi -> scope.add(phi.result));
        }
        Block pre = block("pre");
        steps(pre, scope, 3);
        List<Integer> early = new ArrayList<>(scope);
        boolean switches = random.nextInt(3) == 0;
        pre.way = switches
                ? new Way(null, value(scope), List.of("left", "right", "join", "join", "left"))
                : new Way(test(scope), 0, List.of("left", "right"));
        List<Integer> onLeft = new ArrayList<>(scope);
        List<Integer> onRight = new ArrayList<>(scope);
        Block left = block("left");
        steps(left, onLeft, 1);
        left.way = random.nextInt(4) == 0 ? new Way(test(onLeft), 0, List.of("join", out)) : to("join");
        Block right = block("right");
        steps(right, onRight, 1);
        right.way = random.nextInt(3) > 0 ? new Way(test(onRight), 0, List.of("join", out)) : to("join");
        Block join = block("join");
        List<Integer> merged = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Phi phi = phi(join, "left", value(onLeft));
            phi.incoming.put("right", value(onRight));
            if (switches) {
                phi.incoming.put("pre", value(scope));
            }
            merged.add(phi.result);
        }
        scope.addAll(merged);
        steps(join, scope, 1);
        boolean guarded = random.nextInt(3) == 0;
        join.way = guarded ? new Way(test(scope), 0, List.of("head", out)) : to("head");
        boolean leaves = guarded || left.way.targets.size() > 1 || right.way.targets.size() > 1;
        List<Integer> late = loop(scope, merged, out);
        if (nested) {
            again(leaves ? early : late, around);
        }
        block("done");
    }

    /** The loop; what it computes before it may be left. */
    private List<Integer> loop(List<Integer> before, List<Integer> merged, String out) {
        List<Integer> scope = new ArrayList<>(before);
        Block head = block("head");
        Phi counter = phi(head, "join", random.nextInt(3) > 0 ? merged.get(0) : value(before));
        Phi other = phi(head, "join", random.nextInt(2) > 0 ? merged.get(1) : value(before));
        scope.add(counter.result);
        scope.add(other.result);
        int stride = stride();
        int moved = step(head, scope, "add", counter.result, stride);
        steps(head, scope, 2);
        List<Integer> late = new ArrayList<>(scope);
        head.way = random.nextInt(4) > 0
                ? new Way(exit(scope, counter, moved, before), 0, List.of("body", out))
                : to("body");
        Block body = block("body");
        steps(body, scope, 2);
        body.way = new Way(test(scope), 0, List.of("one", "two"));
        boolean latches = random.nextBoolean();
        List<Integer> onOne = new ArrayList<>(scope);
        List<Integer> onTwo = new ArrayList<>(scope);
        Block one = block("one");
        steps(one, onOne, 1);
        String next = latches ? "head" : "latch";
        boolean deep = random.nextInt(4) == 0;
        String onward = deep ? "deep" : next;
        one.way = random.nextInt(3) > 0
                ? new Way(exit(onOne, counter, moved, before), 0, List.of(onward, out))
                : to(onward);
        int first = random.nextInt(4) > 0 ? moved : value(onOne);
        if (deep) {
            Block inner = block("deep");
            Phi count = phi(inner, "one", random.nextBoolean() ? counter.result : value(onOne));
            onOne.add(count.result);
            int more = step(inner, onOne, "add", count.result, stride());
            count.incoming.put("deep", more);
            inner.way = new Way(test(onOne), 0, List.of(next, "deep"));
            first = random.nextBoolean() ? more : first;
        }
        Block two = block("two");
        steps(two, onTwo, 1);
        two.way = random.nextBoolean() ? new Way(exit(onTwo, counter, moved, before), 0, List.of(next, out)) : to(next);
        int second = random.nextInt(4) > 0 ? moved : step(two, onTwo, "add", counter.result, stride());
        int firstOther = value(onOne);
        int secondOther = value(onTwo);
        String last = deep ? "deep" : "one";
        if (latches) {
            counter.incoming.put(last, first);
            counter.incoming.put("two", second);
            other.incoming.put(last, firstOther);
            other.incoming.put("two", secondOther);
        } else {
            Block latch = block("latch");
            latch.way = to("head");
            if (first == second) {
                counter.incoming.put("latch", first);
            } else {
                counter.incoming.put("latch", both(latch, last, first, second));
            }
            other.incoming.put("latch", both(latch, last, firstOther, secondOther));
        }
        return late;
    }

    private int both(Block latch, String last, int first, int second) {
        Phi phi = phi(latch, last, first);
        phi.incoming.put("two", second);
        return phi.result;
    }

    private void again(List<Integer> scope, List<Phi> around) {
        Block again = block("again");
        int moved = step(again, scope, "add", around.get(0).result, stride());
        steps(again, scope, 2);
        around.get(0).incoming.put("again", random.nextInt(4) > 0 ? moved : value(scope));
        around.get(1).incoming.put("again", value(scope));
        again.way = new Way(exit(scope, around.get(0), moved, scope), 0, List.of("outer", "done"));
    }

    /** Goes on unless a counter has some value; or any test. */
    private Test exit(List<Integer> scope, Phi counter, int moved, List<Integer> fixed) {
        if (random.nextInt(4) == 0) {
            return test(scope);
        }
        int left = random.nextBoolean() ? counter.result : moved;
        int right = random.nextBoolean() ? number() : value(fixed);
        Test any = test(scope);
        String joint = random.nextInt(3) == 0 ? pick(List.of("and", "or")) : "";
        return new Test("ne", left, right, joint, any.predicate, any.left);
    }

    private Block block(String name) {
        Block block = new Block(name);
        numbers.put(name, blocks.size());
        blocks.add(block);
        return block;
    }

    private static Way to(String target) {
        return new Way(null, 0, List.of(target));
    }

    private Phi phi(Block block, String from, int value) {
        Phi phi = new Phi(places++, new LinkedHashMap<>(Map.of(from, value)));
        block.phis.add(phi);
        return phi;
    }

    private int step(Block block, List<Integer> scope, String operation, int left, int right) {
        int result = places++;
        block.steps.add(new Step(result, operation, left, right, test(scope)));
        scope.add(result);
        return result;
    }

    private void steps(Block block, List<Integer> scope, int most) {
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            step(block, scope, pick(OPERATIONS), value(scope), random.nextInt(3) > 0 ? number() : value(scope));
        }
    }

    private Test test(List<Integer> scope) {
        int right = random.nextBoolean() ? number() : value(scope);
        return new Test(pick(PREDICATES), value(scope), right, "", "", 0);
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private int number() {
        int small = random.nextInt(3) == 0 ? random.nextInt(1 << width) : random.nextInt(5);
        return -small - 1;
    }

    private int stride() {
        return -pickNumber(1, 1, 2, 2, 3, 4, 6, -1, -1, -2, -3) - 1;
    }

    private int pickNumber(int... of) {
        return of[random.nextInt(of.length)] & machine.mask();
    }

    private int value(List<Integer> scope) {
        boolean number = scope.isEmpty() || random.nextInt(6) == 0;
        int late = Math.min(scope.size(), 4);
        return number
                ? number()
                : scope.get(
                        random.nextBoolean() ? random.nextInt(scope.size()) : scope.size() - 1 - random.nextInt(late));
    }

    int parameters() {
        return parameters;
    }

    int width() {
        return width;
    }

    /** Passes the numbers of the blocks that are run for these arguments; what calls give is made up. */
    void run(int[] arguments, Random calls, IntConsumer passed) {
        int[] values = new int[places];
        System.arraycopy(arguments, 0, values, 0, parameters);
        String from = "";
        int at = 0;
        for (int fuel = 0; fuel < FUEL && at + 1 < blocks.size(); fuel++) {
            passed.accept(at);
            Block block = blocks.get(at);
            int[] old = values.clone();
            for (Phi phi : block.phis) {
                values[phi.result] = at(old, phi.incoming.getOrDefault(from, 0));
            }
            for (Step step : block.steps) {
                values[step.result] = compute(values, step, calls) & machine.mask();
            }
            from = block.name;
            at = numbers.getOrDefault(target(values, block.way), 0);
        }
    }

    private String target(int[] values, Way way) {
        if (way.test != null) {
            return way.targets.get(holds(values, way.test) ? 0 : 1);
        }
        int choice = way.targets.size() == 1 ? 0 : at(values, way.selector);
        return way.targets.get(choice < way.targets.size() ? choice : 0);
    }

    private int at(int[] values, int place) {
        return place < 0 ? -place - 1 : values[place];
    }

    private boolean holds(int[] values, Test test) {
        boolean first = machine.compare(test.predicate, at(values, test.left), at(values, test.right));
        boolean second = !test.joint.isEmpty() && machine.compare(test.other, at(values, test.third), 2);
        return switch (test.joint) {
            case "and" -> first && second;
            case "or" -> first || second;
            default -> first;
        };
    }

    private int by(Step step) {
        return step.right < 0 ? (-step.right - 1) % width : 1;
    }

    private int compute(int[] values, Step step, Random calls) {
        int a = at(values, step.left);
        int b = at(values, step.right);
        int low = a & (machine.mask() >> 1);
        return switch (step.operation) {
            case "add" -> a + b;
            case "sub" -> a - b;
            case "and" -> a & b;
            case "or" -> a | b;
            case "xor" -> a ^ b;
            case "mul" -> a * b;
            case "shl" -> a << by(step);
            case "lshr" -> a >> by(step);
            case "urem" -> a % (b | 1);
            case "umin" -> Math.min(a, b);
            case "umax" -> Math.max(a, b);
            case "call" -> calls.nextInt(1 << width);
            case "narrow" -> low;
            case "signed" -> (low << 1 & 1 << (width - 1)) | low;
            default -> holds(values, step.test) ? a : b;
        };
    }

    /** The nest as a function {@code f}; blocks are numbered as in a run. */
    String ir() {
        StringBuilder text = new StringBuilder("define void @f(");
        text.append(IntStream.range(0, parameters)
                        .mapToObj(i -> "i" + width + " %v" + i)
                        .collect(Collectors.joining(", ")))
                .append(") {\n");
        for (Block block : blocks) {
            text.append(block.name).append(":\n");
            block.phis.forEach(phi -> line(text, written(block, phi)));
            block.steps.forEach(step -> write(text, step));
            leave(text, block);
        }
        text.append("}\ndeclare i%d @byte()\n".formatted(width));
        for (String intrinsic : List.of("umin", "umax")) {
            text.append("declare i%1$d @llvm.%2$s.i%1$d(i%1$d, i%1$d)\n".formatted(width, intrinsic));
        }
        return text.toString();
    }

    /** A phi has an entry for each edge. */
    private String written(Block block, Phi phi) {
        return "%%v%d = phi i%d ".formatted(phi.result, width)
                + phi.incoming.entrySet().stream()
                        .flatMap(way -> blocks.stream()
                                .filter(b -> b.name.equals(way.getKey()))
                                .flatMap(b -> b.way.targets.stream())
                                .filter(block.name::equals)
                                .map(target -> "[ %s, %%%s ]".formatted(name(way.getValue()), way.getKey())))
                        .collect(Collectors.joining(", "));
    }

    private void leave(StringBuilder text, Block block) {
        List<String> targets = block.way.targets;
        if (targets.isEmpty()) {
            line(text, "ret void");
        } else if (targets.size() == 1) {
            line(text, "br label %" + targets.get(0));
        } else if (block.way.test != null) {
            condition(text, block.name, block.way.test);
            line(text, "br i1 %%t%s, label %%%s, label %%%s".formatted(block.name, targets.get(0), targets.get(1)));
        } else {
            String cases = IntStream.range(1, targets.size())
                    .mapToObj(i -> "i%d %d, label %%%s".formatted(width, i, targets.get(i)))
                    .collect(Collectors.joining(" "));
            line(
                    text,
                    "switch i%d %s, label %%%s [ %s ]"
                            .formatted(width, name(block.way.selector), targets.get(0), cases));
        }
    }

    private void condition(StringBuilder text, String id, Test test) {
        String first = test.joint.isEmpty() ? "t" : "a";
        line(
                text,
                "%%%s%s = icmp %s i%d %s, %s"
                        .formatted(first, id, test.predicate, width, name(test.left), name(test.right)));
        if (!test.joint.isEmpty()) {
            line(text, "%%b%s = icmp %s i%d %s, 2".formatted(id, test.other, width, name(test.third)));
            line(text, "%%t%1$s = %2$s i1 %%a%1$s, %%b%1$s".formatted(id, test.joint));
        }
    }

    private static void line(StringBuilder text, String instruction) {
        text.append("  ").append(instruction).append('\n');
    }

    private String name(int place) {
        return place < 0 ? Integer.toString(-place - 1) : "%v" + place;
    }

    private void write(StringBuilder text, Step step) {
        String a = name(step.left);
        String b = name(step.right);
        int v = step.result;
        String type = "i" + width;
        String narrow = "i" + (width - 1);
        switch (step.operation) {
            case "shl", "lshr" -> line(text, "%%v%d = %s %s %s, %d".formatted(v, step.operation, type, a, by(step)));
            case "urem" -> {
                line(text, "%%o%d = or %s %s, 1".formatted(v, type, b));
                String divisor = step.right < 0 ? Integer.toString((-step.right - 1) | 1) : "%o" + v;
                line(text, "%%v%d = urem %s %s, %s".formatted(v, type, a, divisor));
            }
            case "umin", "umax" ->
                line(
                        text,
                        "%%v%d = call %s @llvm.%s.%s(%s %s, %s %s)"
                                .formatted(v, type, step.operation, type, type, a, type, b));
            case "call" -> line(text, "%%v%d = call %s @byte()".formatted(v, type));
            case "narrow", "signed" -> {
                line(text, "%%n%d = trunc %s %s to %s".formatted(v, type, a, narrow));
                String back = step.operation.equals("narrow") ? "zext" : "sext";
                line(text, "%%v%d = %s %s %%n%d to %s".formatted(v, back, narrow, v, type));
            }
            case "select" -> {
                condition(text, "s" + v, step.test);
                line(text, "%%v%d = select i1 %%ts%d, %s %s, %s %s".formatted(v, v, type, a, type, b));
            }
            default -> line(text, "%%v%d = %s %s %s, %s".formatted(v, step.operation, type, a, b));
        }
    }
}
