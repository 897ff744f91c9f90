/** Who gets in where: processes with certificates of every kind before real applications. */
@NullMarked
package io.firebreak.chaos.identity;

import org.jspecify.annotations.NullMarked;
