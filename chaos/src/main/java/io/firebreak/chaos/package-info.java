/**
 * The {@code firebreak} command: the one entry point of everything that is done from a shell. It names the subcommands
 * and turns what goes wrong into exit codes; what a subcommand does is the matter of the package it lives in.
 */
@NullMarked
package io.firebreak.chaos;

import org.jspecify.annotations.NullMarked;
