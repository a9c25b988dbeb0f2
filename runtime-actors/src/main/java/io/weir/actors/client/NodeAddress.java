package io.weir.actors.client;

import io.weir.runtime.failure.Quoted;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node listens, as people write it.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535
 */
record NodeAddress(String host, int port) {
    private static final Pattern WRITTEN = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+):(\\d{1,5})");
    private static final int MOST_SPELLINGS = 8;
    private static final int LARGEST_PORT = 65_535;

    /** @throws ClientException [CLI-580] if it is not {@code host:port} */
    static NodeAddress of(String written) {
        Matcher parts = WRITTEN.matcher(written.strip());
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        if (port < 1 || port > LARGEST_PORT) {
            throw new ClientException("[CLI-580] The address " + Quoted.of(written)
                    + " cannot be read. An address of a node is host:port with a port from 1 to 65535, and an IPv6 address stands in"
                    + " brackets. Write for example 127.0.0.1:7300, node1:7300 or [::1]:7300.");
        }
        return new NodeAddress(parts.group(1), port);
    }

    /** Looks the name up, each time. */
    InetSocketAddress resolved() {
        return new InetSocketAddress(host, port);
    }

    /**
     * As written, and by each address that the name has now. A node takes only messages to the one spelling of its address that it knows itself
     * by, and nobody outside knows which that is.
     */
    List<String> spellings() {
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(host);
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                String literal = address.getHostAddress();
                hosts.add(literal.contains(":") ? "[" + literal + "]" : literal);
            }
        } catch (UnknownHostException e) {
            return List.of(this.toString()); // it may be known when somebody asks
        }
        List<String> spellings = new ArrayList<>();
        hosts.stream().limit(MOST_SPELLINGS).forEach(each -> spellings.add(each + ":" + port));
        return spellings;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
