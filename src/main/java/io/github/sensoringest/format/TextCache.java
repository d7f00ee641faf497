package io.github.sensoringest.format;

import java.util.function.UnaryOperator;

/**
 * Texts that come again and again, such as sensor ids, so that each is made once. It holds so many
 * at most, and forgets one for another. Thread-safe: an entry never changes, and if two threads put
 * one in the same place, either will do.
 */
final class TextCache {
  private static final int FIRST_SLOTS = 64;
  private static final int MOST_SLOTS = 64 * 1024;

  /** Longer ones would take up much and are rare. */
  private static final int LONGEST = 256;

  /** Sensor ids and the like; the whole text of what is longer would help nobody. */
  static final int LONGEST_TEXT = 1_000;

  private record Entry(int hash, char[] key, String text) {}

  private Entry[] entries = new Entry[FIRST_SLOTS];
  private int put;

  private static int hash(char[] text, int from, int size) {
    int hash = size;
    int i = from;
    int end = from + size;
    // Four at once, so that the processor need not wait for each.
    for (; i + 3 < end; i += 4) {
      hash = 923_521 * hash + 29_791 * text[i] + 961 * text[i + 1] + 31 * text[i + 2] + text[i + 3];
    }
    for (; i < end; i++) {
      hash = 31 * hash + text[i];
    }
    return hash ^ hash >>> 16;
  }

  /** Returns what was put for the text, or null. */
  String find(char[] text, int from, int size) {
    if (size > LONGEST) {
      return null;
    }
    int hash = hash(text, from, size);
    Entry[] all = entries;
    Entry entry = all[hash & all.length - 1];
    if (entry != null && entry.hash == hash && entry.key.length == size) {
      char[] key = entry.key;
      for (int i = 0; i < size; i++) {
        if (key[i] != text[from + i]) {
          return null;
        }
      }
      return entry.text;
    }
    return null;
  }

  /** Returns what is made of the text, and remembers it if that is worth it. */
  String put(char[] text, int from, int size, UnaryOperator<String> make) {
    String made = make.apply(new String(text, from, size));
    if (made.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "the text "
              + Texts.shortened(made)
              + " is longer than "
              + LONGEST_TEXT
              + " characters: write a shorter one");
    }
    if (size <= LONGEST) {
      char[] key = new char[size];
      System.arraycopy(text, from, key, 0, size);
      int hash = hash(text, from, size);
      Entry[] all = roomy();
      all[hash & all.length - 1] = new Entry(hash, key, made);
    }
    return made;
  }

  /** Grows while texts keep coming that are not here. */
  private Entry[] roomy() {
    Entry[] all = entries;
    if (++put > all.length / 2 && all.length < MOST_SLOTS) {
      Entry[] more = new Entry[4 * all.length];
      for (Entry entry : all) {
        if (entry != null) {
          more[entry.hash & more.length - 1] = entry;
        }
      }
      put = 0;
      entries = more;
      return more;
    }
    return all;
  }

  /** Returns the text itself. */
  String of(char[] text, int from, int size) {
    String found = find(text, from, size);
    return found != null ? found : put(text, from, size, UnaryOperator.identity());
  }
}
