@org.jspecify.annotations.NullMarked
package io.ferrule.mir.reader;
