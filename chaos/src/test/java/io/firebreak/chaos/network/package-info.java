@NullMarked
package io.firebreak.chaos.network;

import org.jspecify.annotations.NullMarked;
