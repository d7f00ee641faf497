package io.github.sensoringest.format;

import com.fasterxml.jackson.core.io.NumberInput;

/** Reads values that are written as text. */
final class Values {
  /** More digits than that say nothing that a double could hold. */
  private static final int LONGEST = 1_000;

  private static final double[] TENS = new double[23];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private Values() {}

  /**
   * Returns a number of few digits, quickly; NaN if it is another. Such digits and powers of ten
   * are exact as doubles, so that their quotient is the nearest double to the number (Clinger
   * 1990).
   */
  static double ofFew(char[] text, int from, int to) {
    boolean negative = from < to && text[from] == '-';
    long digits = 0;
    int point = -1;
    int first = negative ? from + 1 : from;
    if (to - first > 16 || to == first) {
      return Double.NaN;
    }
    for (int i = first; i < to; i++) {
      char c = text[i];
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + c - '0';
      } else if (c == '.' && point < 0 && i > first) {
        point = i;
      } else {
        return Double.NaN;
      }
    }
    if (point < 0 && to - first > 15) {
      return Double.NaN;
    }
    double value = point < 0 ? digits : digits / TENS[to - point - 1];
    return negative ? -value : value;
  }

  /**
   * Returns the number; NaN and Infinity are numbers here, and the entry has its say on them.
   *
   * @throws IllegalArgumentException if it is none; the message is for the sender
   */
  static double of(String text) {
    String number = text.strip();
    int size = number.length();
    if (size > 0 && size <= LONGEST) {
      String unsigned =
          number.charAt(0) == '-' || number.charAt(0) == '+' ? number.substring(1) : number;
      if (unsigned.equalsIgnoreCase("nan")) {
        return Double.NaN;
      }
      if (unsigned.equalsIgnoreCase("infinity") || unsigned.equalsIgnoreCase("inf")) {
        return number.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      }
      if (hasDigitsOnly(number)) {
        try {
          return NumberInput.parseDouble(number, true);
        } catch (NumberFormatException e) {
          // The message below says it.
        }
      }
    }
    throw new IllegalArgumentException(
        "the value is '" + Texts.shortened(text) + "': write a number such as 21.5");
  }

  private static boolean hasDigitsOnly(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return true;
  }
}
