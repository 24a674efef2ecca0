package io.ferrule.loop.certificate;

/** A certificate does not prove what it claims. Caught where certificates are checked. */
public final class InvalidCertificate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidCertificate(String reason) {
        super(reason, null, false, false);
    }
}
