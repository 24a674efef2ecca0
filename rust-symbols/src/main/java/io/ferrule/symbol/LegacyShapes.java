package io.ferrule.symbol;

import java.util.ArrayList;
import java.util.List;

/** Finds the shape of a legacy path: the one its text has, or at least that of its segments. */
final class LegacyShapes {
    private LegacyShapes() {}

    static Shape of(RustPath.Textual path) {
        try {
            return ShapeParser.legacy(String.join("::", path.segments()));
        } catch (PathPatternSyntaxException e) {
            return bySegments(path.segments());
        }
    }

    private static Shape bySegments(List<String> texts) {
        List<Shape.Segment> segments = new ArrayList<>();
        for (String text : texts) {
            int open = text.indexOf('<');
            if (open > 0 && text.endsWith(">")) {
                Shape opaque = new Shape.Atom(text.substring(open + 1, text.length() - 1));
                segments.add(new Shape.Segment(text.substring(0, open), new Shape.Arguments(List.of(opaque), false)));
            } else {
                segments.add(new Shape.Segment(text, null));
            }
        }
        return new Shape.Item(null, segments);
    }
}
