# SPDX-License-Identifier: GPL-3.0-or-later
# Numbers 2 to 5: a program that is killed at any call that changes a file, full disks, disks that fail.
add_library(failing_calls MODULE failing_calls.cpp failing_settings.cpp)  # for LD_PRELOAD: failing_calls.md
target_compile_features(failing_calls PRIVATE cxx_std_20)
target_include_directories(failing_calls PRIVATE ${PROJECT_SOURCE_DIR})
target_link_libraries(failing_calls PRIVATE ${CMAKE_DL_LIBS})
set_target_properties(failing_calls PROPERTIES CXX_VISIBILITY_PRESET default)
target_compile_options(failing_calls PRIVATE -Wall -Wextra)

add_library(saferscope_failing_disk STATIC failing_disk.cpp)
saferscope_common(saferscope_failing_disk)
target_link_libraries(saferscope_failing_disk PUBLIC saferscope_bounded_process)
add_dependencies(saferscope_failing_disk failing_calls)

# What is killed: a build of an index, trainings.
add_executable(index_child index_child.cpp)
saferscope_common(index_child)
target_link_libraries(index_child PRIVATE saferscope_index_fixture)
add_executable(training_child training_child.cpp)
saferscope_common(training_child)
target_link_libraries(training_child PRIVATE saferscope::training saferscope::sae)
saferscope_precompiled(training_child torch)

saferscope_fault_test(kill_index SOURCES test_kill_index.cpp LINKS saferscope_failing_disk saferscope::features LABELS slow)
saferscope_fault_test(kill_checkpoint SOURCES test_kill_checkpoint.cpp LINKS saferscope_failing_disk LABELS slow)
saferscope_fault_test(resume SOURCES test_resume.cpp LINKS saferscope_failing_disk LABELS slow)
add_dependencies(test_fault_kill_index index_child)
add_dependencies(test_fault_kill_checkpoint training_child)
add_dependencies(test_fault_resume training_child)

# The real program: its exports and changes of a workspace.
set(saving_links saferscope_failing_disk saferscope::exports saferscope::demo saferscope::workspace saferscope::data)
saferscope_fault_test(saving SOURCES ../cli/safer_process.cpp test_io_error.cpp LINKS ${saving_links}
  LABELS slow TIMEOUT 600)
saferscope_fault_test(disk_full SOURCES ../cli/safer_process.cpp test_disk_full.cpp test_flush_order.cpp
  LINKS ${saving_links} LABELS slow TIMEOUT 600)
saferscope_fault_test(kill_commands SOURCES ../cli/safer_process.cpp test_kill_commands.cpp
  LINKS ${saving_links} LABELS slow TIMEOUT 600)
