package io.ferrule.cli.format;

import io.ferrule.verdict.SourceSpan;
import java.util.Optional;

/** Lays a diagnostic out as rustc does: message, place, source line with carets, then the path, notes and help. */
public final class DiagnosticText {

    private final Paint paint;
    private final SourceFiles sources;
    private final boolean full;

    /**
     * Takes source lines from those files.
     *
     * @param full whether to show every step of a path and every name in full, however long
     */
    public DiagnosticText(Paint paint, SourceFiles sources, boolean full) {
        this.paint = paint;
        this.sources = sources;
        this.full = full;
    }

    /** The diagnostic as lines, each with its end. */
    public String of(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        out.append(heading(diagnostic)).append('\n');
        int gutter = diagnostic.span().map(span -> gutter(span)).orElse(1);
        diagnostic.span().ifPresent(span -> place(out, diagnostic, span, gutter));
        boolean more = !diagnostic.witness().isEmpty()
                || !diagnostic.notes().isEmpty()
                || diagnostic.help().isPresent();
        if (more) {
            out.append(bar(gutter, "")).append('\n');
        }
        if (!diagnostic.witness().isEmpty()) {
            out.append(remark(gutter, "path", "from the entry point to the place above"))
                    .append('\n');
            new WitnessTable(full)
                    .lines(diagnostic.witness())
                    .forEach(line ->
                            out.append(" ".repeat(gutter + 3)).append(line).append('\n'));
        }
        diagnostic
                .notes()
                .forEach(note -> out.append(remark(gutter, "note", note)).append('\n'));
        diagnostic
                .help()
                .ifPresent(help -> out.append(remark(gutter, "help", help)).append('\n'));
        return out.toString();
    }

    private String heading(Diagnostic diagnostic) {
        String code = diagnostic.code().isEmpty() ? "" : "[" + Printable.of(diagnostic.code()) + "]";
        return diagnostic.severity().paint(paint, diagnostic.severity().text() + code)
                + paint.strong(": " + Printable.of(diagnostic.message()));
    }

    private void place(StringBuilder out, Diagnostic diagnostic, SourceSpan span, int gutter) {
        out.append(" ".repeat(gutter))
                .append(paint.frame("--> "))
                .append(Printable.of(span.toString()))
                .append('\n');
        String label = Printable.of(diagnostic.label());
        Optional<SourceLine> shown = sources.line(span).map(line -> SourceLine.of(line, span.column()));
        if (shown.isPresent()) {
            SourceLine line = shown.get();
            out.append(bar(gutter, "")).append('\n');
            out.append(paint.frame(Cells.pad(String.valueOf(span.line()), gutter) + " |"))
                    .append((" " + line.text()).stripTrailing())
                    .append('\n');
            if (line.caret() >= 0) {
                String under = (line.carets() + " " + label).stripTrailing();
                out.append(bar(gutter, diagnostic.severity().paint(paint, under)))
                        .append('\n');
                return;
            }
        }
        if (!label.isEmpty()) {
            out.append(remark(gutter, "here", diagnostic.label())).append('\n');
        }
    }

    private String bar(int gutter, String text) {
        return " ".repeat(gutter) + paint.frame(" |") + (text.isEmpty() ? "" : " " + text);
    }

    private String remark(int gutter, String kind, String text) {
        return " ".repeat(gutter) + paint.frame(" = ") + paint.strong(kind) + ": " + Printable.of(text);
    }

    private static int gutter(SourceSpan span) {
        return String.valueOf(span.line()).length();
    }
}
