package io.weir.actors.guard;

import java.lang.management.ManagementFactory;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Numbers of this process that a monitoring system reads over JMX, as {@code io.weir:type=TYPE,port=PORT}. */
public final class Gauges {
    private static final Logger LOG = LoggerFactory.getLogger(Gauges.class);

    private Gauges() {}

    /**
     * Shows them until the result is closed. A port of two addresses in one process has the gauges of the newer one.
     *
     * @param gauge an MXBean
     */
    public static AutoCloseable show(String type, int port, Object gauge) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = new ObjectName("io.weir:type=" + type + ",port=" + port);
            hide(server, name);
            server.registerMBean(gauge, name);
            return () -> hide(server, name);
        } catch (JMException e) {
            LOG.warn(
                    "[NET-629] The gauges of port {} are not shown over JMX. {}. Nothing else is harmed.",
                    port,
                    e.toString());
            return () -> {};
        }
    }

    private static void hide(MBeanServer server, ObjectName name) throws JMException {
        if (server.isRegistered(name)) {
            try {
                server.unregisterMBean(name);
            } catch (InstanceNotFoundException e) {
                LOG.debug("{} is gone already", name, e);
            }
        }
    }
}
