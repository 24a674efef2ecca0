/**
 * Proofs that are written down, and believed once they were checked: a {@link io.ferrule.loop.certificate.Certificate}
 * has claims, arguments, and a Farkas proof for each answer that was given on the way;
 * {@link io.ferrule.loop.certificate.CertificateCheck} walks the same ways and adds each proof up.
 *
 * <p>The check and what it replays are trusted. The simplex and the writer are not.
 */
@NullMarked
package io.ferrule.loop.certificate;

import org.jspecify.annotations.NullMarked;
