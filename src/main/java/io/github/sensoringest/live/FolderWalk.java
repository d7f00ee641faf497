package io.github.sensoringest.live;

import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One walk through a folder and all below it: which of the files there are route files. */
final class FolderWalk extends SimpleFileVisitor<Path> {
  private final Path root;
  private final Path start;
  private final Map<RouteFile, Stamp> files = new HashMap<>();
  private final Set<Path> unreadable = new HashSet<>();
  private final Set<Path> astray = new HashSet<>();
  private final Set<Path> realFolders = new HashSet<>();
  private Object key;

  private FolderWalk(Path root, Path start) {
    this.root = root;
    this.start = start;
  }

  /** Walks through {@code start}, which is {@code root} or a folder in it. */
  static FolderWalk through(Path root, Path start) {
    FolderWalk walk = new FolderWalk(root, start);
    try {
      // Following links is what makes a mounted Kubernetes ConfigMap work.
      Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return walk;
  }

  Map<RouteFile, Stamp> files() {
    return files;
  }

  /** Returns the files and folders that the system did not let it see. */
  Set<Path> unreadable() {
    return unreadable;
  }

  /** Returns the links that lead nowhere, and the start if there is none. */
  Set<Path> astray() {
    return astray;
  }

  /** Returns where the start, and each folder that is there by a link, really are. */
  Set<Path> realFolders() {
    return realFolders;
  }

  /** Returns which folder the start is, null where the system does not say. */
  Object key() {
    return key;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    if (folder.equals(start)) {
      key = attributes.fileKey();
      addReal(folder);
    } else if (isHidden(folder)) {
      return FileVisitResult.SKIP_SUBTREE;
    } else if (Files.isSymbolicLink(folder)) {
      addReal(folder);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (isRouteFile(file)) {
      Path within = root.relativize(file);
      String folder = within.getNameCount() > 1 ? within.getName(0).toString() : "";
      files.put(new RouteFile(file, slashed(file), Role.ofFolder(folder)), Stamp.of(attributes));
    } else if (attributes.isSymbolicLink()) {
      astray.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      if (file.equals(start)) {
        astray.add(file);
      }
    } else if (!(e instanceof FileSystemLoopException)) {
      // A loop, that is a link to a folder above, would only show the same files again.
      unreadable.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException e) {
    if (e != null) {
      unreadable.add(folder);
    }
    return FileVisitResult.CONTINUE;
  }

  private void addReal(Path folder) {
    try {
      realFolders.add(folder.toRealPath());
    } catch (IOException e) {
      // It has just gone; the next walk will not find it.
    }
  }

  /** A {@code .yml} counts, so that the check can say that Camel wants {@code .yaml}. */
  static boolean isRouteFile(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && !isHidden(file);
  }

  static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
