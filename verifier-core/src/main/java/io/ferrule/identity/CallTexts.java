package io.ferrule.identity;

import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.Terminator;
import java.util.Optional;

/** Method calls as the source has them, by the names that a dump shows. They are words for a person and prove nothing. */
public final class CallTexts {

    private final FieldNames names;

    private CallTexts(FieldNames names) {
        this.names = names;
    }

    /** The words of one dump. */
    public static CallTexts of(MirProgram mir) {
        return new CallTexts(new FieldNames(mir));
    }

    /** The call, as in {@code self.queue.lock()}, if what it is made on has a name. */
    public Optional<String> of(MirBody body, Code code, Terminator.Call call) {
        return new Receivers(new SourceCalls.Found(body, code, call), names).call();
    }
}
