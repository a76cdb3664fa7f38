private import CLinuxShim
private import Glibc

/// A thread for the stages: its stack is as large as that of a program's first thread, whatever `ulimit` says.
///
/// - Returns: false where the system gives no further thread.
func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 8 << 20)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let box = Unmanaged.passRetained(ThreadBody(body))
    var thread = pthread_t()
    let status = pthread_create(
        &thread, &attributes,
        { argument in
            if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
            return nil
        }, box.toOpaque())
    if status != 0 { box.release() }
    return status == 0
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// Cores this process may run on (`taskset`, a container's set), at least 1.
public func availableCores() -> Int { Int(jiyao_available_cores()) }

/// Lets the process keep memory it has freed, for the next record: by default glibc gives each worker a pool that grows a page
/// at a time, a system call each, and is given back after every record.
///
/// For programs that do nothing but export; to be called once, before the first worker begins.
public func keepMemory(workers: Int) { jiyao_keep_memory(Int32(clamping: max(workers, 1))) }

/// Asks for a record's memory at once, where it is kept; to be called by each worker when it begins.
func takeRoom() { jiyao_take_room() }
