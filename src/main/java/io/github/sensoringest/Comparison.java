package io.github.sensoringest;

import io.github.sensoringest.bench.PeakMemory;
import java.io.PrintWriter;
import java.util.Locale;
import org.apache.camel.util.json.JsonObject;

/**
 * The gateway beside something simple that does the same.
 *
 * @param what what is counted, such as message
 * @param count how many went through the gateway
 * @param other the other one's name
 * @param otherKey the word before its speed in the line of JSON
 */
record Comparison(
    String what,
    long count,
    double perSecond,
    String other,
    String otherKey,
    double otherPerSecond,
    double ratio,
    boolean countsAgree) {

  /** Prints it as a table and, behind what is in {@code json}, as a line of JSON. */
  void print(PrintWriter out, JsonObject json) {
    long peak = PeakMemory.megabytes();
    out.printf(Locale.ROOT, "%n%-12s %15s%n", "", what + "s/s");
    out.printf(Locale.ROOT, "%-12s %,15.0f%n", "gateway", perSecond);
    out.printf(Locale.ROOT, "%-12s %,15.0f%n", other, otherPerSecond);
    out.printf(Locale.ROOT, "%-12s %15.2f%n", "ratio", ratio);
    if (peak > 0) {
      out.printf(Locale.ROOT, "%-12s %,12d MB%n", "peak memory", peak);
    }
    out.printf(
        Locale.ROOT,
        "counts       %s%n%n",
        countsAgree ? "agree: every " + what + " is in a window" : "DO NOT AGREE");
    json.put(what + "s", count);
    json.put(what + "s_per_s", Math.round(perSecond));
    json.put(otherKey + "_" + what + "s_per_s", Math.round(otherPerSecond));
    json.put("ratio", Math.round(ratio * 1000) / 1000.0);
    json.put("peak_rss_mb", peak > 0 ? peak : null);
    json.put("counts_agree", countsAgree);
    out.println(json.toJson());
    out.flush();
  }
}
