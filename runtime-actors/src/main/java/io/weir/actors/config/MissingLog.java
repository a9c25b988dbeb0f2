package io.weir.actors.config;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.Reporter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Keeps SLF4J from three lines about a provider that is not there: a job in this process says it in one, the others need not. */
public final class MissingLog {
    private MissingLog() {}

    /** Before the first logger is made; changes nothing if there is a provider, or the program has set SLF4J's verbosity. */
    public static void isNoNews() {
        if (System.getProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY) == null && !hasProvider()) {
            System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "ERROR");
        }
    }

    private static boolean hasProvider() {
        try {
            return ServiceLoader.load(SLF4JServiceProvider.class, LoggerFactory.class.getClassLoader())
                    .iterator()
                    .hasNext();
        } catch (ServiceConfigurationError broken) {
            return true; // of which SLF4J tells
        }
    }
}
