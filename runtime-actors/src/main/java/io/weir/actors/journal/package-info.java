/**
 * Where job manager and coordinators write down what they decide: a JDBC journal, H2 in a file for the nodes of one host, PostgreSQL for
 * many. Start at {@link io.weir.actors.journal.JournalSettings}.
 */
@NullMarked
package io.weir.actors.journal;

import org.jspecify.annotations.NullMarked;
