package io.ferrule.cli;

import io.ferrule.Verifier;
import picocli.CommandLine.IVersionProvider;

/** The version that verdicts name too. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {Verifier.TOOL};
    }
}
