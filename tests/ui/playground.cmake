# SPDX-License-Identifier: GPL-3.0-or-later
# The window's side of the resident engine, and the Playground.
add_executable(fake_engine_process fake_engine_process.cpp)
saferscope_common(fake_engine_process)
target_link_libraries(fake_engine_process PRIVATE saferscope::engine)
# GCC 12 takes short strings for overlapping ones (its bug 105651).
set_source_files_properties(engine_client_test.cpp PROPERTIES COMPILE_OPTIONS -Wno-restrict)
saferscope_test(engine_client QT SOURCES engine_client_test.cpp LINKS saferscope::ui_bridge LABELS quick
  ENVIRONMENT "FAKE_ENGINE=$<TARGET_FILE:fake_engine_process>")
saferscope_test(playground_page QT SOURCES playground_page_test.cpp LINKS saferscope::ui_playground
  saferscope_synthetic_index LABELS quick ENVIRONMENT "FAKE_ENGINE=$<TARGET_FILE:fake_engine_process>")
foreach(name engine_client playground_page)
  add_dependencies(test_${name} fake_engine_process)
endforeach()
# With the real child and a very small model behind it.
saferscope_test(playground_real QT SOURCES playground_real_test.cpp ../cli/safer_process.cpp LINKS saferscope::ui_playground
  saferscope::demo saferscope::workspace LABELS slow TIMEOUT 300)
add_dependencies(test_playground_real safer)
