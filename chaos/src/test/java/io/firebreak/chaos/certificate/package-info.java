/** What a certificate says, and how a process follows its files. */
@NullMarked
package io.firebreak.chaos.certificate;

import org.jspecify.annotations.NullMarked;
