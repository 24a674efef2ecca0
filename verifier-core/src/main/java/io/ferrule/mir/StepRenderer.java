package io.ferrule.mir;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Writes statements and terminators as a dump does. */
final class StepRenderer {

    private static final String INDENT = "        ";

    private final StringBuilder out;
    private final ValueRenderer values;
    private final TypeRenderer types;
    private final ConstantRenderer constants;

    StepRenderer(StringBuilder out) {
        this.out = out;
        this.values = new ValueRenderer(out);
        this.types = new TypeRenderer(out);
        this.constants = new ConstantRenderer(out);
    }

    void statement(Statement statement) {
        out.append(INDENT);
        if (statement instanceof Statement.Assign assign) {
            values.place(assign.place());
            out.append(" = ");
            values.value(assign.value());
        } else if (statement instanceof Statement.StorageLive live) {
            out.append("StorageLive(_").append(live.local()).append(')');
        } else if (statement instanceof Statement.StorageDead dead) {
            out.append("StorageDead(_").append(dead.local()).append(')');
        } else if (statement instanceof Statement.SetDiscriminant set) {
            out.append("discriminant(");
            values.place(set.place());
            out.append(") = ").append(set.variant());
        } else if (statement instanceof Statement.Assume assume) {
            out.append("assume(");
            values.operand(assume.condition());
            out.append(')');
        } else if (statement instanceof Statement.CopyNonOverlapping copy) {
            copy(copy);
        } else if (statement instanceof Statement.Mark mark) {
            mark(mark);
        } else if (statement instanceof Statement.Coverage coverage) {
            out.append(coverage.counter());
        } else {
            out.append(statement instanceof Statement.Nop ? "nop" : "ConstEvalCounter");
        }
        end(statement.at());
    }

    private void end(SourceInfo at) {
        out.append(';');
        if (!at.span().equals(Span.NONE)) {
            out.append(" // scope ").append(at.scope()).append(" at ").append(at.span());
        }
        out.append('\n');
    }

    private void copy(Statement.CopyNonOverlapping copy) {
        out.append("copy_nonoverlapping(dst = ");
        values.operand(copy.destination());
        out.append(", src = ");
        values.operand(copy.source());
        out.append(", count = ");
        values.operand(copy.count());
        out.append(')');
    }

    private void mark(Statement.Mark mark) {
        out.append(
                switch (mark.kind()) {
                    case DEINIT -> "Deinit(";
                    case DROP_HINT -> "BackwardIncompatibleDropHint(";
                    case FAKE_READ -> "FakeRead(" + mark.detail() + ", ";
                    case PLACE_MENTION -> "PlaceMention(";
                    case RETAG -> "Retag(" + mark.detail() + (mark.detail().isEmpty() ? "" : " ");
                });
        values.place(mark.place());
        out.append(')');
    }

    void terminator(Terminator terminator) {
        out.append(INDENT);
        if (terminator instanceof Terminator.Call call) {
            values.place(call.destination());
            out.append(" = ");
            values.operand(call.function());
            values.enclosed("(", call.arguments(), ")");
            edges(call.target(), "return", List.of(), call.unwind(), OptionalInt.empty());
        } else if (terminator instanceof Terminator.SwitchInt branch) {
            switchInt(branch);
        } else if (terminator instanceof Terminator.Goto jump) {
            out.append("goto -> bb").append(jump.target());
        } else if (terminator instanceof Terminator.Drop drop) {
            out.append(drop.poll().isPresent() ? "async drop(" : "drop(");
            values.place(drop.place());
            drop.poll().ifPresent(poll -> {
                out.append("; poll=");
                values.operand(poll);
            });
            out.append(')');
            edges(OptionalInt.of(drop.target()), "return", List.of(), drop.unwind(), drop.whenDropped());
        } else if (terminator instanceof Terminator.Assert check) {
            out.append(check.expected() ? "assert(" : "assert(!");
            values.operand(check.condition());
            out.append(", \"").append(check.message().text()).append('"');
            for (Operand argument : check.arguments()) {
                out.append(", ");
                values.operand(argument);
            }
            out.append(')');
            edges(OptionalInt.of(check.target()), "success", List.of(), check.unwind(), OptionalInt.empty());
        } else {
            rare(terminator);
        }
        end(terminator.at());
    }

    private void rare(Terminator terminator) {
        if (terminator instanceof Terminator.Return) {
            out.append("return");
        } else if (terminator instanceof Terminator.Unreachable) {
            out.append("unreachable");
        } else if (terminator instanceof Terminator.Resume) {
            out.append("resume");
        } else if (terminator instanceof Terminator.CoroutineDrop) {
            out.append("coroutine_drop");
        } else if (terminator instanceof Terminator.Terminate terminate) {
            out.append("terminate(").append(terminate.reason()).append(')');
        } else if (terminator instanceof Terminator.FalseEdge edge) {
            out.append("falseEdge -> [real: bb").append(edge.real());
            out.append(", imaginary: bb").append(edge.imaginary()).append(']');
        } else if (terminator instanceof Terminator.FalseUnwind edge) {
            out.append("falseUnwind");
            edges(OptionalInt.of(edge.real()), "real", List.of(), edge.unwind(), OptionalInt.empty());
        } else if (terminator instanceof Terminator.Yield suspension) {
            suspension(suspension);
        } else if (terminator instanceof Terminator.TailCall call) {
            out.append("tailcall ");
            values.operand(call.function());
            values.enclosed("(", call.arguments(), ")");
        } else if (terminator instanceof Terminator.InlineAsm assembly) {
            inlineAsm(assembly);
        }
    }

    private void switchInt(Terminator.SwitchInt branch) {
        out.append("switchInt(");
        values.operand(branch.discriminant());
        out.append(") -> ");
        if (branch.cases().isEmpty()) {
            out.append("bb").append(branch.otherwise());
            return;
        }
        out.append('[');
        for (Terminator.Case edge : branch.cases()) {
            out.append(edge.value()).append(": bb").append(edge.target()).append(", ");
        }
        out.append("otherwise: bb").append(branch.otherwise()).append(']');
    }

    private void suspension(Terminator.Yield suspension) {
        values.place(suspension.resumeArgument());
        out.append(" = yield(");
        values.operand(suspension.value());
        out.append(") -> ");
        if (suspension.drop().isEmpty()) {
            out.append("bb").append(suspension.resume());
        } else {
            out.append("[resume: bb").append(suspension.resume());
            out.append(", drop: bb").append(suspension.drop().getAsInt()).append(']');
        }
    }

    private void inlineAsm(Terminator.InlineAsm assembly) {
        out.append("asm!(\"").append(assembly.template()).append('"');
        for (AsmOperand operand : assembly.operands()) {
            out.append(", ");
            asmOperand(operand);
        }
        out.append(", options").append(assembly.options()).append(')');
        edges(assembly.target(), "return", assembly.labels(), assembly.unwind(), OptionalInt.empty());
    }

    private void asmOperand(AsmOperand operand) {
        if (operand instanceof AsmOperand.Register register) {
            out.append(register.direction())
                    .append('(')
                    .append(register.register())
                    .append(") ");
            register.input().ifPresent(values::operand);
            out.append(register.input().isPresent() && !register.direction().equals("in") ? " => " : "");
            if (register.output().isPresent()) {
                values.place(register.output().get());
            } else if (!register.direction().equals("in")) {
                out.append('_');
            }
        } else if (operand instanceof AsmOperand.Constant constant) {
            out.append("const const ");
            constants.constant(constant.value());
        } else if (operand instanceof AsmOperand.Symbol symbol) {
            out.append(symbol.kind()).append(' ');
            types.valuePath(symbol.path());
        } else if (operand instanceof AsmOperand.Label label) {
            out.append("label ").append(label.number());
        }
    }

    /** The blocks that something leads to, in the order of rustc: on return, labels, a panic, a drop. */
    private void edges(
            OptionalInt target, String label, List<Integer> labels, UnwindAction unwind, OptionalInt whenDropped) {
        out.append(" -> ");
        if (target.isEmpty() && labels.isEmpty()) {
            out.append(
                    unwind instanceof UnwindAction.Cleanup cleanup ? "bb" + cleanup.block() : "unwind " + text(unwind));
            return;
        }
        List<String> edges = new ArrayList<>();
        target.ifPresent(block -> edges.add(label + ": bb" + block));
        labels.forEach(block -> edges.add("label: bb" + block));
        if (unwind instanceof UnwindAction.Cleanup cleanup) {
            edges.add("unwind: bb" + cleanup.block());
        }
        whenDropped.ifPresent(block -> edges.add("drop: bb" + block));
        if (!(unwind instanceof UnwindAction.Cleanup)) {
            edges.add("unwind " + text(unwind));
        }
        out.append('[').append(String.join(", ", edges)).append(']');
    }

    private static String text(UnwindAction unwind) {
        if (unwind instanceof UnwindAction.Terminate terminate) {
            return "terminate(" + terminate.reason() + ")";
        }
        return unwind instanceof UnwindAction.Continue ? "continue" : "unreachable";
    }
}
