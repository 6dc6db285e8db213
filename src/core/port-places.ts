/** Where ports are along the edge of a box. */

/** Pixels between ports that nothing is to be seen of, at the right end of the edge. */
const ASIDE_PITCH = 9;

/** Pixels from the left end of an edge to each port: spread evenly, but those aside close together at its end, so that a chain is a straight line. */
export function spread(ports: number, aside: ReadonlySet<number>, width: number): number[] {
  const apart = aside.size < ports ? aside.size : 0;
  const main = ports - apart;
  const end = ASIDE_PITCH * apart;
  const room = width / (main + 1) > end + 4 ? width : width - end;
  let [i, j] = [0, 0];
  return Array.from({ length: ports }, (_, port) =>
    apart > 0 && aside.has(port) ? width - ASIDE_PITCH * (apart - j++) : (room * ++i) / (main + 1),
  );
}
