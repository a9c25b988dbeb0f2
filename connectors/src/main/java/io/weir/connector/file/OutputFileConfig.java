package io.weir.connector.file;

import io.weir.api.argument.Argument;
import java.io.Serializable;

/**
 * How part files are called: {@code <prefix>-<sink>-<subtask>-<counter><suffix>}.
 *
 * @param partPrefix must not start with a dot or an underscore, as such files count as unfinished
 * @param partSuffix such as {@code .txt}; may be empty
 */
public record OutputFileConfig(String partPrefix, String partSuffix) implements Serializable {
    public OutputFileConfig {
        Argument.given(partPrefix, "partPrefix");
        Argument.given(partSuffix, "partSuffix");
        boolean hidden = partPrefix.isEmpty() || partPrefix.startsWith(".") || partPrefix.startsWith("_");
        if (hidden || (partPrefix + partSuffix).matches("(?s).*[/\\\\\0].*")) {
            throw new IllegalArgumentException(
                    "[API-146] part files cannot be called '" + partPrefix + "..." + partSuffix
                            + "'. The prefix must not be empty or start with a dot or an underscore, and neither may hold a slash."
                            + " The default is 'part' and ''.");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Starts from {@code part} and no suffix. */
    public static final class Builder {
        private String partPrefix = "part";
        private String partSuffix = "";

        private Builder() {}

        public Builder withPartPrefix(String prefix) {
            this.partPrefix = Argument.given(prefix, "prefix");
            return this;
        }

        public Builder withPartSuffix(String suffix) {
            this.partSuffix = Argument.given(suffix, "suffix");
            return this;
        }

        public OutputFileConfig build() {
            return new OutputFileConfig(partPrefix, partSuffix);
        }
    }
}
