package io.weir.connector.socket;

import io.weir.api.connector.ConnectorException;
import java.io.IOException;

/** Every sentence a user can read about sockets. */
final class SocketErrors {
    private SocketErrors() {}

    static IllegalArgumentException badPort(int port) {
        return new IllegalArgumentException("[API-147] " + port
                + " is no port to connect to. A port is a number from 1 to 65535. Give the one the server listens on.");
    }

    static IllegalArgumentException noDelimiter() {
        return new IllegalArgumentException(
                "[API-148] the delimiter of the socket source is empty. It says where a record ends. Give one, such as \"\\n\".");
    }

    static ConnectorException cannotConnect(String host, int port, IOException cause) {
        return new ConnectorException(
                "[DATA-310] cannot connect to " + host + ":" + port + " (" + cause
                        + "). The socket source reads from a server that must listen already."
                        + " Start it (for example: nc -lk " + port + "), or check host, port and firewall.",
                cause);
    }

    static ConnectorException broken(String host, int port, int unfinished, IOException cause) {
        return new ConnectorException(
                "[DATA-320] the connection to " + host + ":" + port + " broke (" + cause
                        + "). What the server had sent may be lost, and " + unfinished
                        + " characters of a record whose end did not come are dropped."
                        + " The job reads on from a new connection if its restart strategy allows. Look at the server or the network.",
                cause);
    }

    static ConnectorException threadDied(String host, int port, Throwable death) {
        return new ConnectorException(
                "[DATA-321] the thread that reads from " + host + ":" + port + " is dead (" + death
                        + "). Nothing more would be read. The job begins again by its restart strategy. "
                        + "If it was not out of memory, report it.",
                death);
    }

    static ConnectorException recordTooLong(String host, int port, int maxChars) {
        return new ConnectorException(
                "[DATA-302] " + host + ":" + port + " sent more than " + maxChars
                        + " characters without the delimiter. A record must fit into memory many times over. Check the delimiter.");
    }

    static void requireVersion(int version) throws IOException {
        if (version != 1) {
            throw new ConnectorException(
                    "[CKP-403] the state of a socket source was written in format " + version
                            + ", this release reads format 1. It comes from a newer release of Weir. Use that release or a later one.");
        }
    }
}
