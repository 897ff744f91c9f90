/**
 * Where the built programs are, and the commands that run them: jars, archives made ahead of time, the JDK and the
 * database software. It knows the layout of this repository so that nothing else must.
 */
@NullMarked
package io.firebreak.chaos.install;

import org.jspecify.annotations.NullMarked;
