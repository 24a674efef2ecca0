package io.ferrule.mir.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Operand;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import io.ferrule.mir.UnwindAction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the steps of a body become. */
final class StatementTest {

    private static Statement statement(String text) {
        Dump dump = Dump.ofStatements(text + ";\nreturn;");
        assertThat(dump.differences()).isEmpty();
        return dump.code().blocks().get(0).statements().get(0);
    }

    private static Rvalue value(String text) {
        return ((Statement.Assign) statement("_0 = " + text)).value();
    }

    private static Terminator terminator(String text) {
        Dump dump = Dump.ofStatements(text + ";");
        assertThat(dump.differences()).isEmpty();
        return dump.code().blocks().get(0).terminator();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "copy _1 | Use",
                "no_retag copy _1 | Use",
                "const 5_u32 | Use",
                "const -1.5E-3f64 | Use",
                "const +Inf_f16 | Use",
                "const 'a' | Use",
                "const {alloc3<imm>: &T} | Use",
                "const {0x8 as *const u8} is !null | Use",
                "const Indirect { alloc_id: alloc3, offset: Size(0 bytes) }: Option<u8> | Use",
                "const A::<T> {{ a: 1_u8, b: (2_u8,), c: [3_u8] }} | Use",
                "const <T as Tr<U>>::C | Use",
                "const f::promoted[0] | Use",
                "f::{closure#0} | Use",
                "[copy _1; 4] | Repeat",
                "[copy _1; N] | Repeat",
                "[copy _1, const 2_u32] | Array",
                "() | Tuple",
                "(copy _1,) | Tuple",
                "&(*_2) | Borrow",
                "&mut (*_2)[_1] | Borrow",
                "&raw const (fake) (*_2) | Borrow",
                "&fake shallow _1 | Borrow",
                "&/*tls*/ mut a::T | ThreadLocalAddress",
                "deref_copy (*_2) | CopyForDereference",
                "discriminant(_3) | Discriminant",
                "copy _1 as u64 (IntToInt) | Cast",
                "f::<T> as for<'a> unsafe extern \"C\" fn(&'a u8, ...) (PointerCoercion(ReifyFnPointer(Unsafe), AsCast)) | Cast",
                "const ZeroSized: {closure@a b.rs:1:2: 3:4} as fn() (PointerCoercion(ClosureFnPointer(Safe), Implicit)) | Cast",
                "Add(copy _1, const 1_u32) | Binary",
                "Not(copy _1) | Unary",
                "PtrMetadata(copy _2) | Unary",
                "Some(copy _1) | Constructor",
                "E::C { copy: copy _1, move: const 2_u8 } | Structure",
                "{closure@src/a.rs:1:2: 3:4} { x: copy _1, 1: move _1 } | Captures",
                "{coroutine@src/a.rs:1:2: 3:4 (#0)} | Captures",
                "*const [u8] from (copy _2, copy _1) | RawPointer"
            })
    void positive_values(String text, String kind) {
        assertThat(value(text).getClass().getSimpleName()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StorageLive(_4)",
                "StorageDead(_4)",
                "discriminant((*_2)) = 1",
                "assume(copy _1)",
                "copy_nonoverlapping(dst = copy _2, src = copy _2, count = const 1_usize)",
                "ConstEvalCounter",
                "nop",
                "FakeRead(ForLet(None), _1)",
                "PlaceMention(_1)",
                "Retag([2phase] _1)",
                "BackwardIncompatibleDropHint(_1)",
                "(((*_2) as Some).0: u8) = const 1_u8",
                "(*_2)[2 of 3] = const 1_u8",
                "(*_2)[-1 of 2] = const 1_u8",
                "_4 = copy (*_2)[1:-2]",
                "_4 = copy (*_2)[:-2]",
                "_4 = copy (*_2)[1:]",
                "_4 = copy (*_2)[1..3]",
                "_4 = copy (_3 as variant#2)"
            })
    void positive_statements(String text) {
        assertThat(statement(text).at().scope()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "goto -> bb1 | Goto | [1]",
                "switchInt(copy _1) -> [0: bb1, 340282366920938463463374607431768211455: bb2, otherwise: bb3] | SwitchInt | [1, 2, 3]",
                "return | Return | []",
                "resume | Resume | []",
                "unreachable | Unreachable | []",
                "terminate(abi) | Terminate | []",
                "coroutine_drop | CoroutineDrop | []",
                "drop(_1) -> [return: bb1, unwind: bb2] | Drop | [1, 2]",
                "drop(_1) -> [return: bb1, unwind continue] | Drop | [1]",
                "async drop(_1; poll=copy _2) -> [return: bb1, drop: bb2, unwind terminate(cleanup)] | Drop | [1, 2]",
                "_0 = f::<T>(copy _1, g, const 1_u8) -> [return: bb1, unwind unreachable] | Call | [1]",
                "_0 = move _4(copy _1) -> [return: bb1, unwind: bb2] | Call | [1, 2]",
                "_0 = const F(move _1) -> [return: bb1, unwind continue] | Call | [1]",
                "_0 = panic(const \"x\") -> bb2 | Call | [2]",
                "_0 = panic() -> unwind continue | Call | []",
                "tailcall f(copy _1) | TailCall | []",
                "assert(!copy _1, \"attempt to shift left by `{}`, which would overflow\", copy _1) -> [success: bb1, unwind: bb2] | Assert | [1, 2]",
                "_4 = yield(copy _1) -> [resume: bb1, drop: bb2] | Yield | [1, 2]",
                "_4 = yield(copy _1) -> bb1 | Yield | [1]",
                "falseEdge -> [real: bb1, imaginary: bb2] | FalseEdge | [1, 2]",
                "falseUnwind -> [real: bb1, unwind: bb2] | FalseUnwind | [1, 2]",
                "asm!(\"mov {0}, {1}\", out(reg) _4, in(reg) copy _1, options(PURE)) -> [return: bb1, unwind unreachable] | InlineAsm | [1]",
                "asm!(\"x\", inout(\"eax\") const 1_i32 => _, lateout(reg) _, const const 5_i32, sym_fn f, label 0, options((empty))) -> [return: bb1, label: bb2, unwind unreachable] | InlineAsm | [1, 2]",
                "asm!(\"ud2\", options(NORETURN)) -> unwind unreachable | InlineAsm | []"
            })
    void positive_terminators(String text, String kind, String successors) {
        assertThat(terminator(text).getClass().getSimpleName()).isEqualTo(kind);
        assertThat(terminator(text).successors()).hasToString(successors);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_0 = copy _9;\nreturn",
                "return;\nreturn",
                "nop",
                "goto -> bb9",
                "goto -> [return: bb1]",
                "_0 = f(_1) -> [return: bb1, unwind continue]",
                "_0 = f(copy _1) -> [return: bb1]",
                "_0 = f(copy _1) -> [return: bb1, return: bb2, unwind continue]",
                "_0 = f(copy _1) -> [return: bb1, unwind continue, unwind: bb2]",
                "drop(_1) -> [success: bb1, unwind continue]",
                "switchInt(copy _1) -> [x: bb1, otherwise: bb2]",
                "assert(copy _1, \"attempt to add\", copy _1) -> [success: bb1, unwind continue]",
                "assert(copy _1, \"attempt to divide `{}` by zero\") -> [success: bb1, unwind continue]",
                "_0 = copy _1 as u8 (IntToWord);\nreturn",
                "_0 = (copy _1);\nreturn",
                "_0 = discriminant(copy _1);\nreturn",
                "_0 = const A(copy _1);\nreturn",
                "StorageLive((*_2));\nreturn",
                "asm!(\"x\", onto(reg) _4, options()) -> [return: bb1, unwind unreachable]",
                "asm!(\"x\", const 1_u8, options()) -> [return: bb1, unwind unreachable]",
                "coverage;\nreturn",
                "_0 = const N + copy _1;\nreturn",
                "_0 = const (N + copy _1);\nreturn",
                "_0 = const A(copy _1) + 1;\nreturn",
                "_0 = const {move _1 + 1};\nreturn",
                "_0 = const N as usize + 1 (IntToInt);\nreturn",
                "_0 = const N + 1 -> [return: bb1, unwind continue]",
                "_0 = const f(N) + 1 -> [return: bb1, unwind continue]",
                "_0 = const N + /* 1 */ 2;\nreturn",
                "_0 = const \"a\" + r\"b\";\nreturn",
                "_0 = copy ((_2 as Some).0: &dyn  (IntToInt) + Sync);\nreturn",
                "_5 = wrap_binder!(_1; u8);\nreturn",
                "_4 = copy unwrap_binder!(_1);\nreturn",
                "return; // scope 7 at a.rs:1:1: 1:2"
            })
    void negative_whatIsWrongMakesTheBodyUnsupported(String text) {
        Dump dump = Dump.ofStatements(text.contains("//") ? text : text + ";");

        assertThat(dump.program().problems()).hasSize(1);
        assertThat(dump.program().bodies()).hasSize(1);
        assertThat(dump.program().bodies().get(0).contents()).isInstanceOf(MirContents.Unsupported.class);
    }

    /** rustc copies what it cannot compute from the source, in braces where it is an argument of a type. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "N + 1",
                "N+1",
                "N-1",
                "5 - !N",
                "!N",
                "-N",
                "-N + 3",
                "(N + 1) * 2 - N / 3",
                "(Length + 1) * 2",
                "N * (N + 1)",
                "N << 2 >> 1",
                "(((A & B) | (A ^ B)) as usize) << 2 >> 1",
                "(-N) as usize",
                "N as usize",
                "N as usize + 1",
                "N as usize * 2",
                "1 + N as usize",
                "N as u32 as usize",
                "(N as usize).pow(2)",
                "T::LEN + 1",
                "<T as Len>::LEN + 1",
                "std::mem::size_of::<T>() + 1",
                "twice(N + 1) + 1",
                "{ N + 1 }",
                "1 + { N + 1 }",
                "{N > 3}",
                "{N < 3}",
                "{N <= 3 && !B}",
                "{-I}",
                "{N}",
                "{ N as u8 }",
                "{up(C)}"
            })
    void positive_expressionsOverGenericConstantsAreKept(String text) {
        assertThat(value("const " + text)).isEqualTo(used(text));
        assertThat(value("[const " + text + ", const 2_u32]"))
                .isInstanceOfSatisfying(
                        Rvalue.Array.class,
                        array -> assertThat(array.elements().get(0))
                                .isEqualTo(used(text).operand()));
        assertThat(value("const " + text + " as u64 (IntToInt)"))
                .isInstanceOfSatisfying(
                        Rvalue.Cast.class,
                        cast -> assertThat(cast.operand()).isEqualTo(used(text).operand()));
    }

    private static Rvalue.Use used(String text) {
        return new Rvalue.Use(new Operand.Constant(new MirConstant.Expression(text)), true);
    }

    /** What the braces of rustc's own values hold is known in full. */
    @Test
    void positive_bracesAroundAValueAreNoExpression() {
        assertThat(value("const {0x8 as *const u8}"))
                .isInstanceOfSatisfying(
                        Rvalue.Use.class,
                        use -> assertThat(((Operand.Constant) use.operand()).value())
                                .isInstanceOf(MirConstant.Typed.class));
        assertThat(value("const twice(N + 1)"))
                .isInstanceOfSatisfying(
                        Rvalue.Use.class,
                        use -> assertThat(((Operand.Constant) use.operand()).value())
                                .isInstanceOf(MirConstant.Constructor.class));
    }

    /** A struct called as an operator is told from it by the type of what is written. */
    @Test
    void positive_aConstructorCalledAsAnOperatorIsNone() {
        String text = """
                fn f(_1: u32) -> Add {
                    let mut _0: Add;
                    let mut _2: std::cmp::Ordering;

                    bb0: {
                        _0 = Add(copy _1, copy _1);
                        _2 = Cmp(copy _1, copy _1);
                        return;
                    }
                }
                """;
        List<Statement> statements = Dump.of(text).code().blocks().get(0).statements();

        assertThat(((Statement.Assign) statements.get(0)).value()).isInstanceOf(Rvalue.Constructor.class);
        assertThat(((Statement.Assign) statements.get(1)).value()).isInstanceOf(Rvalue.Binary.class);
    }

    @Test
    void positive_aCallThatDoesNotReturnLeadsToItsCleanup() {
        Terminator.Call call = (Terminator.Call) terminator("_0 = panic() -> bb2");

        assertThat(call.target()).isEmpty();
        assertThat(call.unwind()).isEqualTo(new UnwindAction.Cleanup(2));
        assertThat(call.function()).isInstanceOf(Operand.Item.class);
    }

    @Test
    void positive_spansAndScopes() {
        String text = """
                fn f(_1: u32) -> u32 {
                    debug x => _1;                       // in scope 0 at src/a b.rs:1:6: 1:7
                    let mut _0: u32;                     // return place in scope 0 at src/a b.rs:1:17: 1:20
                    scope 1 (inlined #[track_caller] g::<T>) { // at src/a b.rs:2:5: 2:9
                        debug ((r: core::ops::Range<u8>).0: u8) => const 1_u8; // in scope 1 at src/g.rs:7:1: 7:2
                    }

                    bb0: {
                        return;                          // scope 1 at src/g.rs:9:5: 10:6
                    }
                }
                """;
        Dump dump = Dump.of(text);
        BasicBlock block = dump.code().blocks().get(0);

        assertThat(dump.differences()).isEmpty();
        assertThat(block.terminator().at().scope()).isEqualTo(1);
        assertThat(block.terminator().at().span()).hasToString("src/g.rs:9:5: 10:6");
        assertThat(dump.code().scopes().get(0).inlined()).hasValueSatisfying(call -> {
            assertThat(call.trackCaller()).isTrue();
            assertThat(call.callSite()).hasToString("src/a b.rs:2:5: 2:9");
        });
        assertThat(dump.code().debugVariables()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/lib.rs:0:53: 0:54",
                "a: b:1:1: 1:1.rs:1:2: 3:4",
                "a at b.rs:1:2: 3:4",
                "/<::std::macros::panic>:2:1: 1:1",
                "no-location:1:1: 1:1"
            })
    void positive_placesAreWrittenAgain(String place) {
        Dump dump = Dump.ofStatements("return; // scope 0 at " + place);

        assertThat(dump.code().blocks().get(0).terminator().at().span()).hasToString(place);
        assertThat(dump.differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/lib.rs",
                ":1:2: 3:4",
                "a.rs:1:2:3:4",
                "a.rs:1:2: 3:",
                "a.rs:01:2: 3:4",
                "a.rs:+1:2: 3:4",
                "a.rs:\u0663:2: 3:4",
                "a.rs:1:2: 3:4444444444",
                "no-location:0:0: 0:0",
                "a.rs at no-location"
            })
    void negative_whatIsNoPlaceIsRefused(String place) {
        Dump dump = Dump.ofStatements("return; // scope 0 at " + place);

        assertThat(dump.program().problems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&'a mut [T; N]",
                "*const (dyn Tr<'a, T, Item = u8> + Send + 'a)",
                "&dyn for<'a> Fn(&'a T) -> &'a U + Send",
                "impl (Fn(A) -> B) + ?Sized",
                "impl [const] Fn(A) -> B + [const] Destruct",
                "for<'a, 'b> unsafe extern \"C\" fn(&'a T, ...) -> ! {a::<T>::f}",
                "fn() -> fn(u8) -> u8 {inner} {outer}",
                "#[target_features] fn() {f}",
                "<<T as A>::B as C<D>>::E<F>",
                "core::slice::<impl [T]>::Iter<'_, <impl Tr for u8>::X>",
                "{closure@src/a.rs:1:2: 3:4}",
                "{closure@a::f<T>::{closure#0}}",
                "{closure@...}",
                "{async fn body of a::f<T>()}",
                "{static coroutine@a.rs:1:2: 3:4}",
                "(u32) is 1..=9",
                "(i8) is (i8::MIN..=-1 | 1..)",
                "(A, (B,), ())",
                "A<3, -1_i8, true, 'x', \"s\", N>",
                "A<Point { x: 1, y: (true, '}'), type: [-1, 2], z: Unit }>",
                "A<Pair(3, Unit), (3, false), [1, 2], Mode::Many { a: 1, b: \"x{\" }>",
                "A<{ N > 3 }, { !B }, { N as u8 }>",
                "[u8; N + 1]",
                "[u8; N-1]",
                "[u8; N << 2]",
                "[u8; (Length + 1) * 2]",
                "[u8; (N + 1) * 2 - N / 3 % 4]",
                "[[u8; -N]; { const fn_like: usize = 3; fn_like }]",
                "[u8; twice::<T>(N)]",
                "[u8; (LEN) * 2]",
                "unsafe<'a, 'b> (&'a u8, &'b mut u16)",
                "unsafe<> Option<&'a u8>",
                "impl Future<Output = u8> { <T as Service>::call(..) }",
                "impl Iterator<Item : Clone + Send> + 'a",
                "..."
            })
    void positive_types(String text) {
        Dump dump = Dump.of(
                "static mut a::A: " + text + " = {\n    let mut _0: u8;\n\n    bb0: {\n        return;\n    }\n}\n");

        assertThat(dump.program().problems()).isEmpty();
        assertThat(dump.differences()).isEmpty();
    }

    @Test
    void positive_headsAreTakenApart() {
        String text = """
                fn a::<impl at src/a.rs:1:2: 3:4>::f::{closure#3}(_1: &mut T, _2: [u8; 2]) -> ! {
                    let mut _0: !;

                    bb0: {
                        unreachable;
                    }
                }
                """;
        MirBody body = Dump.of(text).program().bodies().get(0);

        assertThat(body.path().lastName()).hasValue("f");
        assertThat(body.path().last()).isEqualTo(new PathSegment.Numbered("closure", 3, List.of()));
        assertThat(body.parameters()).hasSize(2);
        assertThat(body.result()).isEqualTo(MirType.NEVER);
    }
}
