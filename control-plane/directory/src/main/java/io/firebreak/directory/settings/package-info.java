/**
 * What an operator may configure, and the report of everything that is wrong with it.
 */
@NullMarked
package io.firebreak.directory.settings;

import org.jspecify.annotations.NullMarked;
