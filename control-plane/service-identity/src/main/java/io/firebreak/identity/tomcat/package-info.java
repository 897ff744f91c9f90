/** Mutual TLS on the API port of an app that serves with Tomcat. The management port has no part in it: it is for loopback. */
@NullMarked
package io.firebreak.identity.tomcat;

import org.jspecify.annotations.NullMarked;
