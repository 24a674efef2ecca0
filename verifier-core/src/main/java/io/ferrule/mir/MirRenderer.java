package io.ferrule.mir;

import java.util.List;
import java.util.Optional;

/**
 * Writes bodies as a dump has them, but for the alignment of comments and the text column of allocations. What is not
 * in the model (comments on constants) is left out.
 */
public final class MirRenderer {

    private final StringBuilder out = new StringBuilder();
    private final TypeRenderer types = new TypeRenderer(out);
    private final ConstantRenderer constants = new ConstantRenderer(out);
    private final ValueRenderer values = new ValueRenderer(out);
    private final StepRenderer steps = new StepRenderer(out);

    private MirRenderer() {}

    /** The text of a body with its allocations; of an unsupported one only its head. */
    public static String render(MirBody body) {
        MirRenderer renderer = new MirRenderer();
        renderer.body(body);
        body.allocations().forEach(renderer::allocation);
        return renderer.out.toString();
    }

    private void body(MirBody body) {
        out.append(body.forEvaluation() ? "// MIR FOR CTFE\n" : "").append(keyword(body.kind()));
        types.path(body.path());
        if (body.kind() == ItemKind.FUNCTION) {
            parameters(body.parameters());
            out.append(" -> ");
        } else {
            out.append(": ");
        }
        types.type(body.result());
        body.yields().ifPresent(type -> {
            out.append("\nyields ");
            types.type(type);
        });
        out.append(body.kind() == ItemKind.FUNCTION ? " " : " = ");
        contents(body);
    }

    private static String keyword(ItemKind kind) {
        return switch (kind) {
            case FUNCTION -> "fn ";
            case CONST -> "const ";
            case STATIC -> "static ";
            case STATIC_MUT -> "static mut ";
            case ANONYMOUS_CONST -> "";
        };
    }

    private void parameters(List<MirType> parameters) {
        out.append('(');
        for (int i = 0; i < parameters.size(); i++) {
            out.append(i == 0 ? "_" : ", _").append(i + 1).append(": ");
            types.type(parameters.get(i));
        }
        out.append(')');
    }

    private void contents(MirBody body) {
        if (body.contents() instanceof MirContents.Value value) {
            out.append("const ");
            constants.constant(value.constant());
            out.append(";\n");
        } else if (body.contents() instanceof MirContents.Code code) {
            out.append("{\n");
            declarations(
                    code,
                    code.locals()
                            .subList(body.parameters().size(), code.locals().size()),
                    0,
                    "    ");
            for (int i = 0; i < code.blocks().size(); i++) {
                block(i, code.blocks().get(i));
            }
            out.append("}\n");
        }
    }

    private void declarations(MirContents.Code code, List<Local> locals, int scope, String indent) {
        for (DebugVariable variable : code.debugVariables()) {
            if (variable.at().scope() == scope) {
                debug(variable, indent);
            }
        }
        for (Local local : locals) {
            if (local.at().scope() == scope) {
                local(local, indent);
            }
        }
        for (Scope inner : code.scopes()) {
            if (inner.parent() == scope) {
                scope(inner, indent);
                declarations(code, locals, inner.number(), indent + "    ");
                out.append(indent).append("}\n");
            }
        }
    }

    private void debug(DebugVariable variable, String indent) {
        out.append(indent).append("debug ");
        int fields = variable.composite().map(part -> part.fields().size()).orElse(0);
        out.append("(".repeat(fields));
        Optional<DebugVariable.Part> composite = variable.composite();
        if (composite.isPresent()) {
            out.append('(').append(variable.name()).append(": ");
            types.type(composite.get().type());
            out.append(')');
            for (Projection.Field field : composite.get().fields()) {
                out.append('.').append(field.number()).append(": ");
                types.type(field.type());
                out.append(')');
            }
        } else {
            out.append(variable.name());
        }
        out.append(" => ");
        if (variable.value() instanceof DebugVariable.InPlace place) {
            values.place(place.place());
        } else if (variable.value() instanceof DebugVariable.Fixed fixed) {
            out.append("const ");
            constants.constant(fixed.constant());
        } else if (variable.value() instanceof DebugVariable.Item item) {
            types.valuePath(item.path());
        }
        end(" // in scope ", variable.at());
    }

    private void local(Local local, String indent) {
        out.append(indent)
                .append(local.mutable() ? "let mut _" : "let _")
                .append(local.number())
                .append(": ");
        types.type(local.type());
        end(local.number() == 0 ? " // return place in scope " : " // in scope ", local.at());
    }

    private void end(String comment, SourceInfo at) {
        out.append(';');
        if (!at.span().equals(Span.NONE)) {
            out.append(comment).append(at.scope()).append(" at ").append(at.span());
        }
        out.append('\n');
    }

    private void scope(Scope scope, String indent) {
        out.append(indent).append("scope ").append(scope.number()).append(' ');
        scope.inlined().ifPresent(call -> {
            out.append(call.trackCaller() ? "(inlined #[track_caller] " : "(inlined ");
            instance(call.callee());
            out.append(") ");
        });
        out.append('{');
        scope.inlined()
                .filter(call -> !call.callSite().equals(Span.NONE))
                .ifPresent(call -> out.append(" // at ").append(call.callSite()));
        out.append('\n');
    }

    private void instance(MirInstance instance) {
        types.valuePath(instance.path());
        out.append(instance.shim().isEmpty() ? "" : " - ").append(instance.shim());
    }

    private void block(int number, BasicBlock block) {
        out.append("\n    bb")
                .append(number)
                .append(block.cleanup() ? " (cleanup)" : "")
                .append(": {\n");
        block.statements().forEach(steps::statement);
        steps.terminator(block.terminator());
        out.append("    }\n");
    }

    private void allocation(Allocation allocation) {
        out.append("\nalloc").append(allocation.number()).append(" (");
        source(allocation.source(), allocation.memory().isPresent());
        allocation
                .memory()
                .ifPresent(memory -> out.append("size: ")
                        .append(memory.size())
                        .append(", align: ")
                        .append(memory.align()));
        out.append(')');
        allocation
                .memory()
                .ifPresent(memory -> out.append(memory.size() == 0 ? " {}" : " {\n    " + memory.contents() + " │\n}"));
        out.append('\n');
    }

    private void source(Allocation.Source source, boolean hasMemory) {
        if (source instanceof Allocation.Static item) {
            out.append("static: ");
            types.valuePath(item.path());
            out.append(hasMemory ? ", " : "");
        } else if (source instanceof Allocation.ExternStatic item) {
            out.append("extern static: ");
            types.valuePath(item.path());
        } else if (source instanceof Allocation.Function function) {
            out.append("fn: ");
            instance(function.instance());
        } else if (source instanceof Allocation.Vtable vtable) {
            out.append("vtable: ");
            types.type(vtable.implementation());
        } else if (source instanceof Allocation.TypeId id) {
            out.append("typeid for ");
            types.type(id.type());
        } else if (source instanceof Allocation.Deallocated) {
            out.append("deallocated");
        }
    }
}
