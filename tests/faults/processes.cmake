# SPDX-License-Identifier: GPL-3.0-or-later
# Numbers 16 to 19: numbers that are none, memory that is not there, bad workers, a hundred jobs.
add_executable(bad_program bad_program.cpp)
saferscope_common(bad_program)
target_link_libraries(bad_program PRIVATE saferscope::engine saferscope::jobs)

saferscope_fault_test(bad_worker SOURCES test_bad_worker.cpp LINKS saferscope::jobs LABELS slow)
add_dependencies(test_fault_bad_worker bad_program)
saferscope_fault_test(hundred_jobs SOURCES test_hundred_jobs.cpp LINKS saferscope::jobs LABELS slow
  ENVIRONMENT "FAKE_WORKER=$<TARGET_FILE:fake_worker>")
add_dependencies(test_fault_hundred_jobs fake_worker)
if(SAFERSCOPE_GUI)
  saferscope_fault_test(bad_worker_window QT SOURCES test_bad_worker_window.cpp
    LINKS saferscope::ui_pages saferscope::engine saferscope::jobs LABELS slow)
  add_dependencies(test_fault_bad_worker_window bad_program)
endif()
saferscope_fault_test(not_finite TORCH SOURCES test_not_finite.cpp LINKS saferscope::training LABELS slow)
saferscope_fault_test(not_finite_commands TORCH SOURCES ../cli/safer_process.cpp test_not_finite_commands.cpp
  LINKS saferscope::tensor saferscope::demo saferscope::data saferscope::jobs LABELS slow)
saferscope_fault_test(out_of_memory SOURCES ../cli/safer_process.cpp test_out_of_memory.cpp
  LINKS saferscope::demo saferscope::data saferscope::jobs LABELS slow TIMEOUT 900)
# safer_process.cpp has no torch, whose macros are in the way of ours.
set_source_files_properties(../cli/safer_process.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
foreach(name not_finite_commands out_of_memory)
  add_dependencies(test_fault_${name} safer)
endforeach()
saferscope_fault_test(device_memory TORCH SOURCES test_device_memory.cpp LINKS saferscope::training LABELS quick)
set_target_properties(test_fault_device_memory PROPERTIES ENABLE_EXPORTS ON)  # the runtime it plays is looked up by name
