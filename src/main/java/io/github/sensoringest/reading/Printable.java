package io.github.sensoringest.reading;

/** Text from outside, made fit for a line of a log: no control characters, and not endless. */
public final class Printable {
  private static final int LONGEST = 100;

  private Printable() {}

  /** Returns {@code text} with control characters as {@code ?}, cut after 100 characters. */
  public static String of(String text) {
    String shortened = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    if (shortened.chars().noneMatch(Character::isISOControl)) {
      return shortened;
    }
    StringBuilder printable = new StringBuilder(shortened);
    for (int i = 0; i < printable.length(); i++) {
      if (Character.isISOControl(printable.charAt(i))) {
        printable.setCharAt(i, '?');
      }
    }
    return printable.toString();
  }
}
