package io.ferrule.policy.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ferrule.policy.PolicyProblem;
import io.ferrule.policy.toml.PolicyReadResult.Malformed;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedPolicyTest {
    /** Three lines: what follows begins in line 4. */
    private static final String ENTRY = "[[entry]]\nmatch = 'sym:f'\ncontext = 'nmi'\n";

    /** A function up to its last lines: they begin in line 7. */
    private static final String FUNCTION = ENTRY + "[[function]]\nmatch = 'sym:g'\ncontext = 'softirq'\n";

    private static final String NO_ENTRY =
            "; an [[entry]] names a function to verify; without one nothing would be checked";
    private static final String TOO_DEEP =
            ": not TOML: Nesting is too deep (more than 128 levels of tables and arrays)";

    static Stream<Arguments> unknownNames() {
        return Stream.of(
                arguments(ENTRY + "contxt = 1\n", "4:1: unknown key in [[entry]] 'contxt'; did you mean 'context'?"),
                arguments(
                        ENTRY + "colour = 1\n",
                        "4:1: unknown key in [[entry]] 'colour'; known: match, context, stack, instructions"),
                arguments(ENTRY + "[budgett]\n", "4:1: unknown key in the policy 'budgett'; did you mean 'budget'?"),
                arguments(ENTRY + "[budget]\nstak = 1\n", "5:1: unknown key in [budget] 'stak'; did you mean 'stack'?"),
                arguments(
                        ENTRY + "[policy]\npacks = ['linx']\n",
                        "5:10: unknown contract pack 'linx'; did you mean 'linux'?"),
                arguments(
                        ENTRY + "[policy]\nrequire = ['stack-dept']\n",
                        "5:12: unknown rule 'stack-dept'; did you mean 'stack-depth'?"),
                arguments(
                        ENTRY + "[policy]\nwithout = ['lock-leak']\n",
                        "5:12: unknown rule that can be left out 'lock-leak'; known: loop-bound, recursion"),
                arguments(
                        ENTRY + "[policy]\nwithout = ['recursion']\nrequire = ['recursion']\n",
                        "5:12: 'recursion' is both required and left out; remove it from 'require' or from 'without'"),
                arguments(
                        ENTRY + "instructions = 9\n[policy]\nwithout = ['loop-bound']\n",
                        "6:12: an instruction budget rests on 'loop-bound'; remove it, or every 'instructions' of entry"
                                + " points and of [budget]"),
                arguments(
                        ENTRY + "[[bounded]]\nfunction = 'sym:g'\n",
                        "4:1: [[bounded]] needs 'reason'; why the loops of the function end; nothing checks it"),
                arguments(
                        ENTRY + "[[lock]]\norder = ['path:a::B.c']\nreason = 'r'\n",
                        "4:1: 'order' names fewer than two fields; write what is taken first first"),
                arguments(
                        ENTRY + "[[lock]]\norder = ['path:a::B.c', 'path:a::B.d']\n",
                        "4:1: [[lock]] needs 'reason'; why the locks are taken in this order"),
                arguments(
                        ENTRY + "[[lock]]\norder = ['path:a::B', 'path:a::B.c', 'path:a::B.d']\nreason = 'r'\n",
                        "5:1: 'path:a::B' does not name a field; write path:CRATE::MODULE::TYPE.FIELD"),
                arguments(
                        "[[entry]]\nmatch = 'sym:f'\ncontext = 'hardriq'\n",
                        "3:1: unknown context 'hardriq'; did you mean 'hardirq'?"),
                arguments(
                        "[[entry]]\nmatch = 'sym:f'\ncontext = 'any'\n",
                        "3:1: unknown context 'any'; known: process, preempt-off, rcu-read, softirq, hardirq, nmi,"
                                + " may-sleep"),
                arguments(
                        FUNCTION + "acquires = { lock = 'arg0', kind = 'mutx' }\n",
                        "7:29: unknown kind of lock 'mutx'; did you mean 'mutex'?"),
                arguments(
                        FUNCTION + "acquires = { lock = 'arg0', kind = 'spin', tryy = true }\n",
                        "7:44: unknown key in 'acquires' 'tryy'; did you mean 'try'?"),
                arguments(
                        FUNCTION + "releases = { resource = 'record', at = 'result' }\n",
                        "7:35: 'at' must name an argument; write arg0 to arg31"),
                arguments(
                        FUNCTION + "acquires = { resource = 'record', at = 'arg32' }\n",
                        "7:35: 'arg32' is no place of a resource; write result, arg0 to arg31, or *arg0 for where it"
                                + " points to"),
                arguments(
                        FUNCTION + "acquires = { resource = 'slot', at = '*arg0', taken = 'nonnegative' }\n",
                        "7:47: 'nonnegative' speaks of a result that is the resource; leave 'at' out, or write"
                                + " taken = \"zero\" for a function that returns 0 where it succeeds"),
                arguments(
                        ENTRY + "[[guard]]\nmatch = 'sym:f'\nreason = 'r'\n",
                        "5:1: 'sym:f' is no type or function: types and their makers are named by"
                                + " path:CRATE::MODULE::NAME"),
                arguments(
                        ENTRY + "[[guard]]\nmatch = 'path:k::G'\nunseen = 'allow'\nreason = 'r'\n",
                        "6:1: unknown value of 'unseen' 'allow'; known: allowed"),
                arguments(
                        ENTRY + "[[token]]\nmatch = 'path:k::T'\n",
                        "4:1: [[token]] needs 'contexts'; those in which a token may exist: process, preempt-off,"
                                + " rcu-read, softirq, hardirq, nmi"),
                arguments(FUNCTION + "irq = 'of'\n", "7:1: unknown value of 'irq' 'of'; did you mean 'off'?"),
                arguments(
                        FUNCTION + "callbacks = { argument = 1, context = 'hardirk' }\n",
                        "7:29: unknown context 'hardirk'; did you mean 'hardirq'?"),
                arguments(
                        ENTRY + "[[dyn]]\ntrait = 'path:k::T::handle'\ncontext = 'any'\n",
                        "4:1: [[dyn]] needs 'reason'; why implementations that nobody has seen keep to it"),
                arguments(
                        ENTRY + "[[dyn]]\ntrait = 'path:handle'\ncontext = 'any'\nreason = 'r'\n",
                        "5:1: 'path:handle' names no trait; write path:CRATE::TRAIT::METHOD"));
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                arguments("", "1:1: the policy needs 'entry'" + NO_ENTRY),
                arguments("entry = []\n", "1:1: 'entry' is empty" + NO_ENTRY),
                arguments(
                        "[[entry]]\ncontext = 'nmi'\n",
                        "1:1: [[entry]] needs 'match'; match = \"sym:NAME\" or \"path:PATH\" says which function is"
                                + " meant"),
                arguments(
                        "[[entry]]\nmatch = 'sym:f'\n",
                        "1:1: [[entry]] needs 'context'; the context in which the kernel calls it: process,"
                                + " preempt-off, rcu-read, softirq, hardirq, nmi, may-sleep"),
                arguments(
                        FUNCTION + "acquires = { kind = 'spin' }\n",
                        "7:1: 'acquires' needs 'lock'; lock = \"arg0\" is the lock that the first argument points to"),
                arguments(
                        FUNCTION + "sleeps-if = { argument = 0 }\n",
                        "7:1: [sleeps-if] needs 'any-bit'; a mask such as any-bit = 0x400"),
                arguments(
                        FUNCTION + "callbacks = { context = 'caller' }\n",
                        "7:1: 'callbacks' needs 'argument'; the index of an argument; the first is 0"),
                arguments(
                        ENTRY + "[[indirect]]\nfunction = 'sym:g'\n",
                        "4:1: [[indirect]] needs 'reason'; why every pointer called there comes from this module;"
                                + " nothing checks it"));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(ENTRY + "stack = 'big'\n", "4:1: 'stack' must be a whole number"),
                arguments(ENTRY + "stack = 1.5\n", "4:1: 'stack' must be a whole number"),
                arguments(ENTRY + "stack = -1\n", "4:1: 'stack' is -1, must be at least 1"),
                arguments(ENTRY + "instructions = 0\n", "4:1: 'instructions' is 0, must be at least 1"),
                arguments(FUNCTION + "stack = -5\n", "7:1: 'stack' is -5, must be at least 0"),
                arguments(FUNCTION + "noreturn = 'yes'\n", "7:1: 'noreturn' must be true or false"),
                arguments(FUNCTION + "source = ' '\n", "7:1: 'source' is empty"),
                arguments(
                        FUNCTION + "acquires = { lock = 'arg32', kind = 'spin' }\n",
                        "7:14: 'arg32' does not name a lock;"
                                + " write arg0 to arg31, *arg0 or *(arg0+8) for a pointer in memory, or global:NAME"),
                arguments(
                        FUNCTION
                                + "acquires = { lock = 'arg0', kind = 'spin', refused = { at = 'arg1', bytes = 8, is = 0 } }\n",
                        "7:56: 'at' must name a place in memory; write *arg0 or *(arg0+8)"),
                arguments(
                        FUNCTION + "body = 'memory'\nirq = 'off'\n",
                        "8:1: 'irq' cannot stand beside 'body';" + " leave one of them out"),
                arguments(
                        FUNCTION + "callbacks = { argument = 32, context = 'nmi' }\n",
                        "7:15: 'argument' is 32, must be 0 to 31"),
                arguments(
                        FUNCTION + "callbacks = { argument = 1, method = 2, context = 'caller' }\n",
                        "7:29: 'method' is 2, must be 3 to 127"),
                arguments(
                        FUNCTION + "callbacks = { argument = 0, method = 4, context = 'caller' }\n",
                        "7:29: before the first argument there is none with the data of the trait object;"
                                + " let 'argument' name the vtable, which is the second half of a trait object"),
                arguments(
                        FUNCTION + "callbacks = { argument = 1, method = 4, context = 'nmi' }\n",
                        "7:29: 'method' speaks of what is called before the function returns;"
                                + " write context = \"caller\", or leave it out"),
                arguments(
                        FUNCTION + "callbacks = { argument = 1, context = 'caller', panics-unless = 2 }\n",
                        "7:49: 'panics-unless' speaks of what is called once;"
                                + " say with 'once' under which lock it is called"),
                arguments(
                        FUNCTION + "callbacks = { argument = 1, context = 'caller', run = 'arg0', kind = 'work' }\n",
                        "7:49: 'run' speaks of what is called after the function has returned;"
                                + " write the context in which it is called, or leave it out"),
                arguments(
                        FUNCTION + "awaits = { run = 'arg0', kind = 'mutex' }\n",
                        "7:26: unknown kind of callback 'mutex'; known: work, timer, hrtimer, tasklet, irq-line"),
                arguments(
                        FUNCTION + "sleeps-if = { argument = 1, any-bit = 0 }\n",
                        "7:29: 'any-bit' is 0, must be at least 1"),
                arguments(
                        FUNCTION + "acquires = { lock = 'arg0', kind = 'spin', try = true, taken = 'always' }\n",
                        "7:56: a function that only tries a lock does not always take it;"
                                + " taken = \"nonzero\" or \"zero\" says for which results it holds the lock"),
                arguments(
                        ENTRY + "[[function]]\nmatch = 'sym:g'\ncontext = 'may-sleep'\n"
                                + "sleeps-if = { argument = 1, any-bit = 1 }\n",
                        "7:1: 'sleeps-if' adds nothing to a function that may always sleep;"
                                + " let 'context' say where it may be called when the condition does not hold"),
                arguments(
                        FUNCTION + "acquires = 'arg0'\n",
                        "7:1: 'acquires' must be a table { .. } or an array of tables"),
                arguments(FUNCTION + "acquires = [1]\n", "7:13: 'acquires' must hold tables only"),
                arguments("entry = 'f'\n", "1:1: 'entry' must be one or more tables, each written [[entry]]"),
                arguments(
                        "[entry]\nmatch = 'sym:f'\n",
                        "1:1: 'entry' must be one or more tables, each written [[entry]]"),
                arguments(ENTRY + "[[policy]]\n", "4:1: 'policy' must be a table"),
                arguments(ENTRY + "[policy]\ntrusted = 'a'\n", "5:1: 'trusted' must be an array of strings"),
                arguments(ENTRY + "[policy]\ntrusted = [1]\n", "5:12: 'trusted' must hold strings only"),
                arguments(
                        ENTRY + "[policy]\ntrusted = ['a-b']\n",
                        "5:12: 'a-b' is not the name of a crate; write it as rustc does, with '_' for '-'"),
                arguments(ENTRY + "[policy]\npacks = ['llvm', 'llvm']\n", "5:18: 'llvm' is in 'packs' twice"));
    }

    static Stream<Arguments> patterns() {
        String needsPrefix = " is no pattern: a pattern begins with 'sym:' or 'path:'";
        return Stream.of(
                arguments("[[entry]]\nmatch = ''\ncontext = 'nmi'\n", "2:1: '' is no pattern: the pattern is empty"),
                arguments("[[entry]]\nmatch = 'f'\ncontext = 'nmi'\n", "2:1: 'f'" + needsPrefix),
                arguments(
                        "[[entry]]\nmatch = 'sym:*'\ncontext = 'nmi'\n",
                        "2:1: 'sym:*' is no pattern: the pattern matches every function"),
                arguments(ENTRY + "[[function]]\nmatch = []\ncontext = 'nmi'\n", "5:1: 'match' is empty"),
                arguments(ENTRY + "[[function]]\nmatch = ['sym:a', 'b']\ncontext = 'nmi'\n", "5:19: 'b'" + needsPrefix),
                arguments(ENTRY + ENTRY, "4:1: entry 'sym:f' is also at line 1; keep one of the two"),
                arguments(
                        FUNCTION + "[[function]]\nmatch = 'sym:g'\ncontext = 'nmi'\n",
                        "8:1: function 'sym:g' is also at line 5; keep one of the two"));
    }

    static Stream<Arguments> syntax() {
        return Stream.of(
                arguments("a = \n", "1:5: not TOML: Unexpected end of line, expected a value"),
                arguments("[policy]\n[policy]\n", "2:1: not TOML: policy previously defined at line 1, column 1"),
                arguments("a = " + "[".repeat(10_000) + "]".repeat(10_000), "1:134" + TOO_DEEP),
                arguments("a = " + "{a=".repeat(10_000) + "1" + "}".repeat(10_000), "1:392" + TOO_DEEP),
                arguments("a" + ".a".repeat(10_000) + " = 1", "1:20005" + TOO_DEEP),
                arguments(
                        "#" + "x".repeat(300_000),
                        "1:1: the text has 300001 characters, more than 262144;"
                                + " let one pattern with '*' or '<..>' stand for many contracts"));
    }

    @ParameterizedTest
    @MethodSource({"unknownNames", "missing", "values", "patterns", "syntax"})
    void oneProblem(String text, String problem) {
        assertThat(problems(text)).containsExactly("p.toml:" + problem);
    }

    static List<String> hostile() {
        return List.of(
                "a\n".repeat(5_000),
                "=\n".repeat(10_000),
                "[".repeat(200_000),
                "a = \"\"\"" + "x\n".repeat(20_000),
                "a = [" + "1,".repeat(20_000),
                "\u0000".repeat(1_000),
                "\ud800");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileTextIsAProblem(String text) {
        assertTimeout(Duration.ofSeconds(20), () -> assertThat(problems(text)).hasSizeBetween(1, 20));
    }

    private static List<String> problems(String text) {
        PolicyReadResult result = PolicyReader.read(text, "p.toml");
        assertThat(result).isInstanceOf(Malformed.class);
        return ((Malformed) result)
                .problems().stream().map(PolicyProblem::toString).toList();
    }
}
