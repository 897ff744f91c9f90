/**
 * The {@code nitro} command: generations of hosts, and how they compare. The data and the model are the library's; here are
 * only options, documents, tables and the picture.
 */
@NullMarked
package io.firebreak.chaos.nitro;

import org.jspecify.annotations.NullMarked;
