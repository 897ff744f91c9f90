/**
 * The description of the API for those who call it: examples of every call, and every problem it may answer. Decides nothing.
 */
@NullMarked
package io.firebreak.cell.openapi;

import org.jspecify.annotations.NullMarked;
