package io.github.sensoringest.check;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A route file as it was when it was read. What is checked is what is loaded, whatever is written
 * meanwhile. Two are equal if file and hash are.
 *
 * @param content not to be changed; empty if the file could not be read
 * @param hash the SHA-256 of the content, or of the problem, in hexadecimal
 * @param problem why it could not be read, in words for a person
 */
public record FileVersion(RouteFile file, byte[] content, String hash, Optional<String> problem) {
  /** No route file has so much; something else was put into the folder. */
  static final int MOST_BYTES = 1024 * 1024;

  private static final int VERSION_LENGTH = 12;

  /** Checks that nothing is missing. */
  public FileVersion {
    requireNonNull(file, "file is null");
    requireNonNull(content, "content is null");
    requireNonNull(hash, "hash is null");
    requireNonNull(problem, "problem is null");
  }

  /** Reads a file; if that fails, {@link #problem} says why. */
  public static FileVersion read(RouteFile file) {
    if (Files.exists(file.path()) && !Files.isRegularFile(file.path())) {
      return failed(file, "this is no file; give it another name, or remove it");
    }
    try (InputStream in = Files.newInputStream(file.path())) {
      byte[] content = in.readNBytes(MOST_BYTES + 1);
      return content.length > MOST_BYTES
          ? failed(file, "larger than 1 MB; a route file holds routes, put all else elsewhere")
          : of(file, content);
    } catch (IOException e) {
      return failed(file, "cannot be read; let the user who runs the gateway read it");
    }
  }

  /** Returns the version with this content. */
  public static FileVersion of(RouteFile file, byte[] content) {
    return new FileVersion(file, content, sha256(content), Optional.empty());
  }

  /** Returns the same content as that of another file. */
  public FileVersion as(RouteFile other) {
    return new FileVersion(other, content, hash, problem);
  }

  private static FileVersion failed(RouteFile file, String problem) {
    String hash = sha256(problem.getBytes(StandardCharsets.UTF_8));
    return new FileVersion(file, new byte[0], hash, Optional.of(problem));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns the beginning of the hash, which is enough to tell versions apart. */
  public String version() {
    return hash.substring(0, VERSION_LENGTH);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileVersion version
        && hash.equals(version.hash)
        && file.equals(version.file);
  }

  @Override
  public int hashCode() {
    return 31 * hash.hashCode() + file.hashCode();
  }

  /** Returns the file's name and the version. */
  @Override
  public String toString() {
    return file.name() + "@" + version();
  }
}
