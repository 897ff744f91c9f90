/**
 * One line of JSON for requests that are worth one, written away from the event loops. No request waits for it: what does
 * not fit is dropped and counted. Knows no key, query or body.
 */
@NullMarked
package io.firebreak.router.accesslog;

import org.jspecify.annotations.NullMarked;
