package io.github.sensoringest.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which devices are polled: URLs, with ranges such as {@code {1..254}} in them. */
final class DeviceList {
  /** More than one gateway can poll; a slip in a range is not to take all memory. */
  static final int MOST = 100_000;

  private static final Pattern RANGE = Pattern.compile("\\{(\\d{1,9})\\.\\.(\\d{1,9})}");
  private static final String EXAMPLE = "such as http://10.0.0.{1..254}/status";

  private DeviceList() {}

  /**
   * Returns the URLs by the names of the devices. A name is the host, with the port if there is
   * one, and the path if several devices share a host.
   *
   * @param devices URLs with commas or blanks between them
   * @param file a file with a URL a line; blank for none
   * @throws IllegalArgumentException if there are none, or one is none; the message says what to
   *     write
   */
  static Map<String, String> read(String devices, String file) {
    Set<String> urls = new LinkedHashSet<>();
    for (String word : devices.strip().split("[,\\s]+")) {
      expand(word, urls);
    }
    if (!file.isBlank()) {
      lines(Path.of(file.strip())).forEach(line -> expand(line, urls));
    }
    if (urls.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no devices: write their URLs into devices, " + EXAMPLE + ", or devicesFile");
    }
    return named(urls);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new IllegalArgumentException("devicesFile is '" + file + "': cannot read it: " + e, e);
    }
  }

  private static void expand(String url, Set<String> urls) {
    if (url.isEmpty()) {
      return;
    }
    Matcher range = RANGE.matcher(url);
    if (!range.find()) {
      check(url);
      urls.add(url);
      if (urls.size() > MOST) {
        throw new IllegalArgumentException("there are more than " + MOST + " devices");
      }
      return;
    }
    int from = Integer.parseInt(range.group(1));
    int to = Integer.parseInt(range.group(2));
    if (to < from || to - from >= MOST) {
      throw new IllegalArgumentException(
          "devices has the range " + range.group() + ": write one that goes up, " + EXAMPLE);
    }
    // Zeros before the first number are kept: {001..120}.
    String format = range.group(1).startsWith("0") ? "%0" + range.group(1).length() + "d" : "%d";
    for (int number = from; number <= to; number++) {
      expand(
          url.substring(0, range.start())
              + String.format(format, number)
              + url.substring(range.end()),
          urls);
    }
  }

  private static void check(String url) {
    try {
      URI uri = new URI(url);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (isHttp && uri.getHost() != null && uri.getUserInfo() == null) {
        return;
      }
      if (uri.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "devices has a URL with a user in it: say it with authorization");
      }
    } catch (URISyntaxException e) {
      // The message below says it.
    }
    throw new IllegalArgumentException(
        "'" + url + "' is no URL of a device: write one, " + EXAMPLE);
  }

  private static Map<String, String> named(Set<String> urls) {
    Map<String, String> byHost = new LinkedHashMap<>();
    for (String url : urls) {
      byHost.put(URI.create(url).getRawAuthority(), url);
    }
    if (byHost.size() == urls.size()) {
      return byHost;
    }
    Map<String, String> byUrl = new LinkedHashMap<>();
    List<String> all = new ArrayList<>(urls);
    all.forEach(url -> byUrl.put(url.replaceFirst("^https?://", ""), url));
    if (byUrl.size() < urls.size()) {
      all.forEach(url -> byUrl.put(url, url));
      byUrl.keySet().retainAll(urls);
    }
    return byUrl;
  }
}
