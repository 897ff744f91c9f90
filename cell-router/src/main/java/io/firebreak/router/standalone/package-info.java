/**
 * The router without the rest of Firebreak: cells, tenants and rules come from one file, which is read again when it
 * changes. A file that cannot be used changes nothing. Knows no request.
 */
@NullMarked
package io.firebreak.router.standalone;

import org.jspecify.annotations.NullMarked;
