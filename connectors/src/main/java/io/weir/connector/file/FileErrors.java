package io.weir.connector.file;

import io.weir.api.connector.ConnectorException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Every sentence a user can read about files, side by side. */
final class FileErrors {
    private FileErrors() {}

    static ConnectorException lineTooLong(Path path, long offset, int maxLineBytes) {
        return new ConnectorException(
                "[DATA-302] the line at byte " + offset + " of " + path + " is longer than " + maxLineBytes
                        + " bytes. A line is one record and must fit into memory many times over."
                        + " Is it a text file? If so, raise the limit with FileSource.Builder.maxLineBytes.");
    }

    static ConnectorException notFound(String path) {
        return new ConnectorException(
                "[DATA-311] there is no file or directory " + path + " on this machine. " + workingDirectory()
                        + " Give an absolute path that exists on every node that runs the job.",
                new NoSuchFileException(path));
    }

    static ConnectorException notReadable(Path path, @Nullable IOException cause) {
        return new ConnectorException(
                "[DATA-312] " + path + " cannot be read" + (cause == null ? "" : " (" + cause + ")") + " by user "
                        + System.getProperty("user.name") + ". " + workingDirectory()
                        + " Check its permissions and that it is a regular file or a directory.",
                cause == null ? new AccessDeniedException(path.toString()) : cause);
    }

    static ConnectorException shrunk(Path path, long length, long expected) {
        return new ConnectorException("[DATA-308] " + path + " ends at byte " + length + ", it had at least " + expected
                + " bytes when the job began to read it. A file must not be cut or replaced while a job reads it."
                + " Restore the file, or start the job anew.");
    }

    static ConnectorException shrunkWithin(Path path, long expected) {
        return new ConnectorException("[DATA-308] " + path + " holds less than " + expected
                + " bytes when it is decompressed, so many were read before the failure. A file must not be cut or replaced while a job reads it."
                + " Restore the file, or start the job anew.");
    }

    static ConnectorException fewerRecords(Path path, long expected) {
        return new ConnectorException("[DATA-308] " + path + " holds less than " + expected
                + " records, so many were read before the failure. A file must not be cut or replaced while a job reads it, and a StreamFormat"
                + " must give the same records again. Restore the file, or start the job anew.");
    }

    static ConnectorException damaged(Path path, String compression, IOException cause) {
        return new ConnectorException(
                "[DATA-330] " + path + " cannot be decompressed (" + compression + ": " + cause.getMessage()
                        + "). It was cut off or damaged, perhaps while it was copied."
                        + " Compare it with the original, and test it with 'gzip -t'.",
                cause);
    }

    static ConnectorException notCompressed(Path path, String compression) {
        return new ConnectorException("[DATA-330] " + path + " is called like a file of " + compression
                + ", its bytes are something else. It is damaged, or was decompressed already and kept its name."
                + " Give it the name of what it is.");
    }

    static ConnectorException unknownCompression(Path path, String compression) {
        return new ConnectorException("[DATA-331] " + path + " is compressed with " + compression
                + ", which this release cannot read; it reads gzip and zlib (.gz, .deflate)."
                + " Its lines would be rubbish. Decompress it first, or compress it with gzip.");
    }

    static ConnectorException archive(Path path, String kind) {
        return new ConnectorException("[DATA-332] " + path + " is an archive (" + kind
                + "): it holds files, not lines. Unpack it into a directory, and read that.");
    }

    static IllegalArgumentException badCharset(String charsetName, Exception cause) {
        return new IllegalArgumentException(
                "[API-297] This JVM does not know the encoding '" + charsetName
                        + "'. Lines could not be read or written. Give a name such as UTF-8 or ISO-8859-1.",
                cause);
    }

    static IllegalArgumentException emptyPath() {
        return new IllegalArgumentException(
                "[DATA-309] the path of a file source or sink is empty. That would be the working directory of each node, "
                        + Path.of("").toAbsolutePath() + " here. Give the path of a file or directory.");
    }

    static IllegalArgumentException badPath(String path, Exception cause) {
        return new IllegalArgumentException(
                "[DATA-309] '" + path + "' is no path of this machine's file system (" + cause.getMessage()
                        + "). Give a plain path or a file: URI.",
                cause);
    }

    static ConnectorException outputNotWritable(Path directory, IOException cause) {
        return new ConnectorException(
                "[SINK-701] the sink cannot write into " + directory + " (" + cause + ") as user "
                        + System.getProperty("user.name") + ". " + workingDirectory()
                        + " Check that the directory can be created and written on every node that runs the job.",
                cause);
    }

    static ConnectorException notCommitted(IOException cause) {
        return new ConnectorException(
                "[SINK-701] the sink cannot give a part file its name (" + cause + ") as user "
                        + System.getProperty("user.name")
                        + ". Check that the sink's directory can be read and written on every node that runs the job.",
                cause);
    }

    static ConnectorException pendingMissing(FileCommittable part, OptionalLong restored) {
        return new ConnectorException(
                "[SINK-702] output is lost: neither " + part.pending() + " nor " + part.target() + " exists, but "
                        + checkpoint(restored) + " says that " + part.length() + " bytes were written there."
                        + " Somebody removed or moved the file, or the directory is not the same on every node."
                        + " Put the file back and say './weir restart JOB', or go on from an older checkpoint, which repeats output: --checkpoint N.");
    }

    static ConnectorException wrongLength(FileCommittable part, Path found, long length, OptionalLong restored) {
        return new ConnectorException(
                "[SINK-703] output is damaged: " + found + " has " + length + " bytes, but " + checkpoint(restored)
                        + " says that " + part.length() + " were written and synced."
                        + " The disk lost data, or somebody changed the file. Put it back and say './weir restart JOB', or go on from an older checkpoint, which repeats output: --checkpoint N.");
    }

    static ConnectorException targetExists(FileCommittable part) {
        return new ConnectorException(
                "[SINK-704] " + part.target() + " exists already and would be overwritten by " + part.pending()
                        + ". A part is committed once, so the file is somebody else's, or of a later run that was rolled back to an older checkpoint."
                        + " Move it away, or write to another directory.");
    }

    static ConnectorException bucketOutside(Path base, String bucket) {
        return new ConnectorException(
                "[SINK-705] the bucket '" + bucket + "' is not below " + base
                        + ". A bucket is a relative path that does not lead out of the sink's directory. Change the BucketAssigner.");
    }

    static String besideExistingResults(Path base, LeftoverCleaner.Found found) {
        return existingResults(base, found)
                + " The sink writes beside them, so whoever reads the directory reads the results of both."
                + " Empty the directory before a new run, or give each run its own;"
                + " withExistingResults(ExistingResults.REFUSE) lets the job fail instead.";
    }

    static ConnectorException existingResultsRefused(Path base, LeftoverCleaner.Found found) {
        return new ConnectorException(existingResults(base, found)
                + " The sink was told to refuse that (ExistingResults.REFUSE): whoever reads the directory would read the results of both."
                + " Empty the directory, or give the run its own.");
    }

    private static String existingResults(Path base, LeftoverCleaner.Found found) {
        return "[SINK-706] " + base + " holds " + (found.others() == 1 ? "a file" : found.others() + " files")
                + " that this run has not written, " + (found.others() == 1 ? "" : "for example ")
                + base.relativize(found.example()) + ".";
    }

    private static String checkpoint(OptionalLong restored) {
        return restored.isPresent()
                ? "a checkpoint (cp-" + restored.getAsLong() + ", from which the job was restored, or a later one)"
                : "a completed checkpoint of this run";
    }

    private static String workingDirectory() {
        return "The working directory is " + Path.of("").toAbsolutePath() + ".";
    }
}
