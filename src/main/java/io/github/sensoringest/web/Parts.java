package io.github.sensoringest.web;

import io.github.sensoringest.alarm.Alarms;
import io.github.sensoringest.buffer.BufferBeans;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.deadletter.DeadLetterBeans;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.live.LiveFolder;
import io.github.sensoringest.sink.SinkBeans;
import io.github.sensoringest.window.WindowBeans;

/**
 * The parts of a gateway that the page tells of.
 *
 * @param settings the configuration
 * @param ledger the books
 * @param folder the routes folder
 * @param buffer the buffer
 * @param windows the windows
 * @param sinks the sinks
 * @param alarms the alarms
 * @param deadLetters what was refused
 */
public record Parts(
    Settings settings,
    Ledger ledger,
    LiveFolder folder,
    BufferBeans buffer,
    WindowBeans windows,
    SinkBeans sinks,
    Alarms alarms,
    DeadLetterBeans deadLetters) {}
