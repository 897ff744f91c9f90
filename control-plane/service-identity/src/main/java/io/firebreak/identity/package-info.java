/**
 * Who a process is towards the others of its region, and how it knows them: key and certificate from files, TLS contexts that
 * follow those files while the process runs. Plain JDK but for the record of its settings; knows no feature, no path and no
 * process in particular.
 */
@NullMarked
package io.firebreak.identity;

import org.jspecify.annotations.NullMarked;
