package io.github.sensoringest.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sensoringest.host.DiskUse.Mount;
import io.github.sensoringest.host.NetworkTraffic.Counters;
import io.github.sensoringest.reading.SensorReading;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import oshi.hardware.Sensors;

class HostPartsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long GIGABYTE = 1L << 30;

  private long nanoTime;
  private final List<Counters> interfaces = new ArrayList<>();
  private final NetworkTraffic network = new NetworkTraffic(() -> interfaces, () -> nanoTime);

  @Test
  void trafficIsInBytesPerSecondSinceTheLastTick() {
    interfaces.add(new Counters("eth0", 1_000, 100));
    assertThat(read(network, 0)).isEmpty();

    interfaces.set(0, new Counters("eth0", 5_000, 300));

    assertThat(read(network, 2 * SECOND))
        .extracting(SensorReading::sensorId, SensorReading::value, SensorReading::unit)
        .containsExactly(
            tuple("HOST_NET_RECEIVED", 2_000.0, "bytes/s"),
            tuple("HOST_NET_SENT", 100.0, "bytes/s"));
  }

  @Test
  void timeThatTheFirstLookTakesIsNotCountedAsTimeOfTraffic() {
    NetworkTraffic slow =
        new NetworkTraffic(
            () -> {
              boolean first = nanoTime == 0;
              nanoTime = first ? SECOND : nanoTime;
              return List.of(new Counters("eth0", first ? 0 : 1_000, 0));
            },
            () -> nanoTime);
    read(slow, 0);

    assertThat(values(read(slow, 2 * SECOND))).containsExactly(1_000.0, 0.0);
  }

  @Test
  void trafficIsTheSumOfTheInterfacesWithoutThoseInsideTheMachine() {
    for (String name : List.of("eth0", "wlan0", "lo", "docker0", "br-1a2b", "veth3c4d")) {
      interfaces.add(new Counters(name, 0, 0));
    }
    read(network, 0);

    interfaces.replaceAll(counters -> new Counters(counters.name(), 10, 1));

    assertThat(values(read(network, SECOND))).containsExactly(20.0, 2.0);
  }

  @Test
  void interfaceThatAppearsOrBeginsAnewMakesNoLeap() {
    interfaces.add(new Counters("eth0", 1_000_000, 1_000_000));
    read(network, 0);

    interfaces.set(0, new Counters("eth0", 10, 10));
    interfaces.add(new Counters("eth1", 5_000_000, 5_000_000));

    assertThat(values(read(network, SECOND))).containsExactly(0.0, 0.0);
  }

  @Test
  void diskThatIsMountedAtSeveralPlacesCountsOnce() {
    List<Mount> mounted =
        List.of(
            new Mount("/etc/resolv.conf", "/dev/sda1", "ext4", GIGABYTE),
            new Mount("/", "/dev/sda1", "ext4", GIGABYTE),
            new Mount("/data", "/dev/sdb1", "xfs", GIGABYTE));

    assertThat(DiskUse.disks(mounted)).extracting(Mount::path).containsExactly("/", "/data");
  }

  @Test
  void whatIsInMemoryOrAlwaysFullIsNoDisk() {
    List<Mount> mounted =
        List.of(
            new Mount("/dev/shm", "tmpfs", "tmpfs", GIGABYTE),
            new Mount("/snap/core", "/dev/loop0", "squashfs", GIGABYTE),
            new Mount("/proc", "proc", "proc", 0));

    assertThat(DiskUse.disks(mounted)).isEmpty();
  }

  @Test
  void disksAreBounded() {
    List<Mount> mounted =
        IntStream.range(0, 1000)
            .mapToObj(disk -> new Mount("/mnt/" + disk, "/dev/disk" + disk, "ext4", GIGABYTE))
            .toList();

    assertThat(DiskUse.disks(mounted)).hasSize(16);
  }

  @Test
  void diskIsAsFullAsItIsToAUser() {
    assertThat(DiskUse.percentUsed(100, 50, 30)).isEqualTo(62.5);
    assertThat(DiskUse.percentUsed(0, 0, 0)).isNaN();
  }

  @Test
  void rootDiskHasAName() {
    DiskUse disks =
        new DiskUse(() -> List.of(new Mount("/", "/dev/sda1", "ext4", GIGABYTE)), () -> nanoTime);

    assertThat(read(disks, 0))
        .extracting(SensorReading::sensorId)
        .containsExactly("HOST_DISK_USED_ROOT");
  }

  @Test
  void whichDisksThereAreIsLookedUpOnceAMinute() {
    List<Integer> looks = new ArrayList<>();
    DiskUse disks =
        new DiskUse(
            () -> {
              looks.add(looks.size());
              return List.of();
            },
            () -> nanoTime);

    read(disks, 0);
    read(disks, 59 * SECOND);
    assertThat(looks).hasSize(1);

    read(disks, 60 * SECOND);
    assertThat(looks).hasSize(2);
  }

  @Test
  void temperaturesAndFansThatAreKnownAreRead() {
    assertThat(read(thermals(48.5, 1200, 0, 900), 0))
        .extracting(SensorReading::sensorId, SensorReading::value, SensorReading::unit)
        .containsExactly(
            tuple("HOST_CPU_TEMPERATURE", 48.5, "celsius"),
            tuple("HOST_FAN_0", 1200.0, "rpm"),
            tuple("HOST_FAN_2", 900.0, "rpm"));
  }

  @Test
  void machineWithoutTemperaturesAndFansReportsNone() {
    assertThat(read(thermals(0), 0)).isEmpty();
    assertThat(read(thermals(Double.NaN), 0)).isEmpty();
  }

  @Test
  void namesAreInCapitalsAndUnderscores() {
    HostReadings readings = new HostReadings("HOST", 0);

    readings.add("DISK_USED_/var/lib-x", 1, "percent");
    readings.add("DISK_USED_C:\\", 1, "percent");

    assertThat(readings.asList())
        .extracting(SensorReading::sensorId)
        .containsExactly("HOST_DISK_USED_VAR_LIB_X", "HOST_DISK_USED_C");
  }

  @Test
  void namesThatWouldBeTheSameStayApart() {
    HostReadings readings = new HostReadings("HOST", 0);

    readings.add("DISK_USED_/a-b", 1, "percent");
    readings.add("DISK_USED_/a/b", 2, "percent");

    assertThat(readings.asList())
        .extracting(SensorReading::sensorId)
        .containsExactly("HOST_DISK_USED_A_B", "HOST_DISK_USED_A_B_2");
  }

  private static TemperaturesAndFans thermals(double temperature, int... fans) {
    Sensors sensors =
        new Sensors() {
          @Override
          public double getCpuTemperature() {
            return temperature;
          }

          @Override
          public int[] getFanSpeeds() {
            return fans;
          }

          @Override
          public double getCpuVoltage() {
            return 0;
          }
        };
    return new TemperaturesAndFans(() -> sensors, List::of);
  }

  private List<SensorReading> read(HostPart part, long now) {
    nanoTime = now;
    HostReadings readings = new HostReadings("HOST", 0);
    part.read(readings);
    return readings.asList();
  }

  private static List<Double> values(List<SensorReading> readings) {
    return readings.stream().map(SensorReading::value).toList();
  }
}
