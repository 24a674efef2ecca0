/** What one compile of one extension left behind, read and put together. */
@NullMarked
package io.ferrule.artifact;

import org.jspecify.annotations.NullMarked;
