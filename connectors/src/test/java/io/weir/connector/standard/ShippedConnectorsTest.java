package io.weir.connector.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.connector.StandardConnectors;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.FileSource;
import io.weir.connector.print.PrintSink;
import io.weir.connector.socket.SocketSource;
import org.junit.jupiter.api.Test;

class ShippedConnectorsTest {
    @Test
    void theServiceLoaderFindsThem() {
        StandardConnectors connectors = StandardConnectors.find("print()");
        assertThat(connectors).isInstanceOf(ShippedConnectors.class);
        assertThat(connectors.textFile("x")).isInstanceOf(FileSource.class);
        assertThat(connectors.socketText("localhost", 9999, "\n", 0)).isInstanceOf(SocketSource.class);
        assertThat(connectors.print(true, "p")).isInstanceOf(PrintSink.class);
        assertThat(connectors.text("out")).isInstanceOf(FileSink.class);
    }

    @Test
    void badArgumentsAreRefusedWhenTheProgramIsBuilt() {
        StandardConnectors connectors = StandardConnectors.find("print()");
        assertThatThrownBy(() -> connectors.textFile("s3://bucket/x")).hasMessageContaining("[DATA-309]");
        assertThatThrownBy(() -> connectors.text("s3://bucket/x")).hasMessageContaining("[DATA-309]");
        assertThatThrownBy(() -> connectors.socketText("localhost", -1, "\n", 0))
                .hasMessageContaining("[API-147]");
    }
}
